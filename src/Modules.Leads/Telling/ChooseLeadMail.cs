using Marten;
using Switchhook.Contracts;

namespace Switchhook.Leads;

public record ChooseLeadMail(LeadMail Mail, int Hour);

public static class ChooseLeadMailHandler
{
    public static async Task Handle(ChooseLeadMail command, IDocumentSession session, CancellationToken stop)
    {
        if (command.Hour is < 0 or > 23 || !Enum.IsDefined(command.Mail)) throw new Refused("Choose an hour of the day for the digest.");
        session.Store(await LeadMailWish.ReadAsync(session, stop) with { Mail = command.Mail, Hour = command.Hour });
    }
}
