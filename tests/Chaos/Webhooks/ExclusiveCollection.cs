using Xunit;

// Most of a class is waiting: for a process to start, a server to recover, a patience to end. They wait side by side.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 3)]

namespace Switchhook.Chaos.Webhooks;

/// <summary>What measures time, or uses every core, runs while nothing else does.</summary>
[CollectionDefinition(nameof(ExclusiveCollection), DisableParallelization = true)]
public sealed class ExclusiveCollection;
