namespace Switchhook.App.Sandbox.Failing;

/// <summary>What befalls a request: a fault or none, and by how many milliseconds lists lag behind for it.</summary>
public readonly record struct Strike(Fault? Fault, long Lag);
