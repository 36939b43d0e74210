namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>What befalls a request: a fault or none, and by how many milliseconds lists lag behind for it.</summary>
public readonly record struct FaultMatch(Fault? Fault, long Lag);
