using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Leads.BlockedCallers;

/// <summary>Numbers onto the list of the blocked and off it; others are told of each that changes.</summary>
public static class BlockList
{
    public static async Task<OutgoingMessages> BlockAsync(
        IReadOnlyList<string> numbers,
        string? name,
        string? lead,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var message = new OutgoingMessages();
        foreach (var number in numbers)
        {
            var stream = await session.Events.FetchForWriting<BlockedCaller>(BlockedCaller.Stream(number), stop);
            if (stream.Aggregate is { IsBlocked: true })
                continue;
            stream.AppendOne(new NumberBlocked(number, name, lead, now));
            message.Add(new CallerBlocked(number));
        }
        return message;
    }

    public static async Task<OutgoingMessages> UnblockAsync(
        IReadOnlyList<string> numbers,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var message = new OutgoingMessages();
        var blocked = await session.Query<BlockedCaller>().CountAsync(x => x.IsBlocked, stop);
        foreach (var number in numbers)
        {
            var stream = await session.Events.FetchForWriting<BlockedCaller>(BlockedCaller.Stream(number), stop);
            if (stream.Aggregate is not { IsBlocked: true })
                continue;
            stream.AppendOne(new NumberUnblocked(now));
            message.Add(new CallerUnblocked(number, IsLast: --blocked == 0));
        }
        return message;
    }
}
