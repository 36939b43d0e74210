namespace Switchhook.Contracts;

/// <summary>
/// Whether this site may change anything outside itself: at Retell, or by sending mail. A site that does not recognize its own database
/// and data folder may be a copy of another. It is then in drill mode and holds such work back until an administrator says which it is.
/// </summary>
public interface IExternalChanges
{
    bool IsHeldBack { get; }

    /// <summary>Asked before anything outside is changed.</summary>
    /// <exception cref="DrillModeActive">The site is in drill mode.</exception>
    void ThrowIfHeldBack()
    {
        if (IsHeldBack)
            throw new DrillModeActive();
    }
}

/// <summary>Not done, because the site is in drill mode. A message that meets this waits and is tried again.</summary>
public sealed class DrillModeActive()
    : Refused(
        "This site is in drill mode: it changes nothing at Retell and sends no mail until an administrator has said whether it is "
            + "the live site."
    )
{
    /// <summary>How long a held-back message waits before it is tried again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
}

/// <summary>
/// On a type through which something outside is asked or changed: a message handler that takes one waits while the site is in drill mode.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ChangesExternalSystemsAttribute : Attribute;
