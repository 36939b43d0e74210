using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record ChooseZone(Guid AccountId, string Zone) : OfAccount(AccountId);

public static class ChooseZoneHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(ChooseZone command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing)
    {
        if (standing is null) throw new Refused("There is no such account.");
        if (Zone.Named(command.Zone) is not { } zone) throw new Refused("There is no such time zone.");
        return standing.Zone == zone.Name ? ([], []) : ([new TimeZoneChosen(zone.Name)], [new OwnerLivesIn(zone.Name)]);
    }
}
