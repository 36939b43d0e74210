using Switchhook.Contracts;

namespace Switchhook.App.Hosting.InstallationIdentity;

/// <summary>Set at start, and again when an administrator has answered or the database turns out to be an older one.</summary>
public sealed class DrillMode : IExternalChanges
{
    volatile string? reason;
    volatile bool isCopy;

    public bool IsHeldBack => reason is not null;

    /// <summary>Why the site does not recognize itself, as a sentence; null while it does.</summary>
    public string? Reason => reason;

    /// <summary>An administrator has said that it is a copy.</summary>
    public bool IsCopy => isCopy;

    public void Begin(string why) => reason = why;

    public void StayCopy() => isCopy = true;

    public void End() => (reason, isCopy) = (null, false);
}
