using Wolverine;

namespace Switchhook.App.Hosting;

/// <summary>
/// Several processes on one database (Nodes__Several): what one of them had taken on when it died, another does within a quarter of a
/// minute.
/// </summary>
public static class ClusterSettings
{
    public static void DetectDeadNodesSoon(DurabilitySettings durability)
    {
        durability.HealthCheckPollingTime = durability.FirstHealthCheckExecution = TimeSpan.FromSeconds(1);
        durability.FirstNodeReassignmentExecution = TimeSpan.FromSeconds(1);
        durability.CheckAssignmentPeriod = durability.NodeReassignmentPollingTime = TimeSpan.FromSeconds(2);
        durability.OrphanedMessageSweepPollingTime = durability.ScheduledJobPollingTime = TimeSpan.FromSeconds(2);
        // A node that stalls for less, be it for a collection or a starved machine, is not thought dead.
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(7);
    }
}
