using Marten;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.BlockedCallers;

/// <param name="Number">As people write it.</param>
public record BlockNumber(string? Number) : PersonalData;

public static class BlockNumberHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task<OutgoingMessages> Handle(
        BlockNumber command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var line = ParseNumber(command.Number);
        return (await BusinessNumbers.ReadAsync(session, stop)).Has(line)
            ? throw new Refused("This is your own number. Blocking it would turn away everyone it forwards.")
            : await BlockList.BlockAsync([line], null, null, session, now, stop);
    }

    static string ParseNumber(string? typed) =>
        HiddenCaller.Is(typed)
            ? throw new Refused(
                "Callers who hide their number can't be blocked by number: everyone who hides theirs would be blocked with them."
            )
            : PhoneNumber.LineOf(typed)
                ?? throw new Refused("That is no number that could ring you. Write it with its area code, or with + and its country.");
}
