namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>What was asked for and will be done later.</summary>
/// <param name="Due">Unix ms; null is when the fault is released.</param>
public record LateEffect(string Id, string FaultId, RecordedRequest Order, long? Due);
