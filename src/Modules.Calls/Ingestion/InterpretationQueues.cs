using System.Globalization;
using Wolverine;
using Wolverine.Configuration;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;
using Wolverine.Transports.Local;

namespace Switchhook.Calls.Ingestion;

/// <summary>The queues of the interpretation. They are kept in memory: the table of deliveries says what waits.</summary>
public static class InterpretationQueues
{
    /// <summary>Longer than any commit: a call with much in it may take minutes to read.</summary>
    public const int TimeoutInSeconds = 3600;

    public static void Configure(WolverineOptions options)
    {
        options
            .MessagePartitioning.ByMessage<InterpretDeliveries>(x => x.Partition.ToString(CultureInfo.InvariantCulture))
            // Three queues at least: of two, both partitions of a small machine might get the same.
            .PublishToPartitionedLocalMessaging(
                "deliveries",
                Math.Max(3, WaitingLanes.Partitions),
                partitions =>
                {
                    partitions.Message<InterpretDeliveries>();
                    partitions.MaxDegreeOfParallelism = PartitionSlots.Nine;
                    partitions.ConfigureQueues(KeepInMemory);
                }
            );
        KeepInMemory(options.PublishMessage<InterpretHeavyCall>().ToLocalQueue("heavy-calls").Sequential());
        KeepInMemory(options.PublishMessage<FindWaitingDeliveries>().ToLocalQueue("waiting-deliveries").Sequential());
    }

    /// <summary>A message that ended among the dead letters would leave its partition without one.</summary>
    public static void RetryFailures(HandlerChain chain) =>
        chain.OnAnyException().ScheduleRetryIndefinitely([.. new[] { 50, 250, 1000, 2000 }.Select(x => TimeSpan.FromMilliseconds(x))]);

    static void KeepInMemory(LocalQueueConfiguration queue)
    {
        queue.BufferedInMemory();
        queue.TelemetryEnabled(false);
    }
}
