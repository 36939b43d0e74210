using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>What measures time, or strikes at a server, runs while nothing else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
