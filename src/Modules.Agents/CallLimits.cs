namespace Switchhook.Agents;

/// <summary>The guard on what one call may cost. Configured as Agents__MaxCallMinutes.</summary>
public record CallLimits(int MaxCallMinutes);
