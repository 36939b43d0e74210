using Marten;
using Switchhook.Contracts;

namespace Switchhook.Leads;

public record ChooseLeadMail(LeadMail Mail, int Hour);

public static class ChooseLeadMailHandler
{
    public static void Handle(ChooseLeadMail command, IDocumentSession session)
    {
        if (command.Hour is < 0 or > 23 || !Enum.IsDefined(command.Mail)) throw new Refused("Choose an hour of the day for the digest.");
        session.Store(new LeadMailWish(command.Mail, command.Hour));
    }
}
