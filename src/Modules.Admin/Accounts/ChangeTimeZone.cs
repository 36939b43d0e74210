using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record ChangeTimeZone(Guid AccountId, string Zone) : AccountCommand(AccountId);

public static class ChangeTimeZoneHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        ChangeTimeZone command,
        [WriteModel(nameof(AccountCommand.Stream))] AccountState? state
    )
    {
        if (state is null)
            throw new Refused("There is no such account.");
        if (UserTimeZone.Named(command.Zone) is not { } zone)
            throw new Refused("There is no such time zone.");
        return state.Zone == zone.Name ? ([], []) : ([new TimeZoneChosen(zone.Name)], [new OwnerTimeZoneChanged(zone.Name)]);
    }
}
