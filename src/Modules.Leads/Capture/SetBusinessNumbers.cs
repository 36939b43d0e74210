using Marten;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;
using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Qualification;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Capture;

/// <param name="Numbers">As people write them, one a line or with commas between.</param>
public record SetBusinessNumbers(string? Numbers) : PersonalData;

public static class SetBusinessNumbersHandler
{
    public const int Most = 50;

    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task<OutgoingMessages> Handle(
        SetBusinessNumbers command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var (lines, named) = (await BusinessNumbers.ReadAsync(session, stop), Read(command.Numbers));
        if (named.SequenceEqual(lines.Named))
            return [];
        session.Store(lines with { Named = named });
        // Nobody is turned away by a number of the business, and leads that were known by it are read again.
        return
        [
            .. await BlockList.UnblockAsync(named, session, now, stop),
            new RequalifyLeads((await CurrentRule.ReadAsync(session, stop)).Version),
        ];
    }

    public static IReadOnlyList<string> Read(string? typed)
    {
        var numbers = (typed ?? "")
            .Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(x =>
                PhoneNumber.Typed(x) is { } number
                    ? PhoneNumber.LineOf(number)!
                    : throw new Refused($"“{x}” is not a phone number. Write it like +1 415 555 0132, one number per line.")
            )
            .Distinct()
            .ToList();
        return numbers.Count <= Most ? numbers : throw new Refused($"You can name up to {Most} numbers.");
    }
}
