using Marten;
using Switchhook.Calls.LiveTranscripts;

namespace Switchhook.Calls.List;

/// <summary>A call that is going on, with what was said last.</summary>
public sealed record CallInProgress(CallList Call, Turn? Last)
{
    public static async Task<IReadOnlyList<CallInProgress>> ReadAsync(
        IQuerySession session,
        DateTimeOffset now,
        CancellationToken stop = default
    )
    {
        // One that seems to last longer has lost its end on the way.
        var since = now - CallReadModel.LongestCall;
        var calls = await session
            .Query<CallList>()
            .Where(x => x.At >= since && x.InProgress)
            .OrderByDescending(x => x.At)
            .Take(20)
            .ToListAsync(stop);
        var said = calls.Count == 0 ? [] : await session.LoadManyAsync<LiveTranscript>(stop, [.. calls.Select(x => x.CallId)]);
        return
        [
            .. calls.Select(x => new CallInProgress(
                x,
                said.FirstOrDefault(live => live.Id == x.CallId)?.Turns.LastOrDefault(turn => turn.IsSpeech)
            )),
        ];
    }
}
