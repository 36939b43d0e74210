namespace Switchhook.App.Sandbox.Failing;

/// <summary>What was asked for and will be done later.</summary>
/// <param name="Due">Unix ms; null is when the fault is released.</param>
public record LateEffect(string Id, string FaultId, Order Order, long? Due);
