namespace Switchhook.Calls.Reconciliation;

/// <summary>Retell did not tell what it was asked. The reason holds no more than a status.</summary>
public sealed class RetellRequestFailed(string reason, DateTimeOffset? notBefore = null) : Exception(reason)
{
    public DateTimeOffset? NotBefore => notBefore;

    /// <summary>It concerns the one call that was asked for: others may be told all the same.</summary>
    public bool IsOfOneCall { get; init; }
}
