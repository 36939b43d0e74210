using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <param name="Number">As people write it.</param>
public record BlockNumber(string? Number) : Discreet;

public static class BlockNumberHandler
{
    public static void Configure(HandlerChain chain) => CaptureLead.Contend(chain);

    public static Task<OutgoingMessages> Handle(BlockNumber command, IDocumentSession session, DateTimeOffset now, CancellationToken stop) =>
        Barrier.BlockAsync([PhoneNumber.Normalise(command.Number) ?? throw new Refused("That is no number that could ring you. Write it like +1 415 555 0132.")], null, null, session, now, stop);
}
