using Switchhook.Admin.Mail;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

/// <param name="Email">To whom it is told, with the link to sign in.</param>
public record ApproveAccount(Guid AccountId, string Email, string Link) : PersonalData
{
    public string Stream => $"account/{AccountId}";
}

public static class ApproveAccountHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        ApproveAccount command,
        [WriteModel(nameof(ApproveAccount.Stream))] AccountState? state
    )
    {
        if (state is null)
            throw new Refused("There is no such account.");
        return state.Held
            ? ([new AccountApproved()], [new SyncIdentity(command.AccountId), AccountEmails.Approved(command.Email, command.Link)])
            : ([], []);
    }
}
