using Switchhook.Calls.Story;

namespace Switchhook.Calls.Live;

/// <summary>What has been said so far in a call that is going on. Replaced with every turn, gone when the call ends: the stream holds none of it.</summary>
public sealed record LiveTranscript(string Id, IReadOnlyList<Turn> Turns, DateTimeOffset SignedAt);
