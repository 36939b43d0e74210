using Marten;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <param name="Numbers">As people write them, one a line or with commas between.</param>
public record NameOwnLines(string? Numbers) : Discreet;

public static class NameOwnLinesHandler
{
    public const int Most = 50;

    public static void Configure(HandlerChain chain) => CaptureLead.Contend(chain);

    public static async Task<OutgoingMessages> Handle(NameOwnLines command, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var (lines, named) = (await OwnLines.ReadAsync(session, stop), Read(command.Numbers));
        if (named.SequenceEqual(lines.Named)) return [];
        session.Store(lines with { Named = named });
        // Nobody is turned away by a number of the business, and leads that were known by it are read again.
        return [.. await Barrier.UnblockAsync(named, session, now, stop), new RereadLeads((await CurrentRule.ReadAsync(session, stop)).Version)];
    }

    public static IReadOnlyList<string> Read(string? typed)
    {
        var numbers = (typed ?? "").Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(x => PhoneNumber.Typed(x) is { } number ? PhoneNumber.LineOf(number)! : throw new Refused($"“{x}” is not a phone number. Write it like +1 415 555 0132, one number per line."))
            .Distinct().ToList();
        return numbers.Count <= Most ? numbers : throw new Refused($"You can name up to {Most} numbers.");
    }
}
