using Switchhook.BuildingBlocks.Text;
using Switchhook.Contracts;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.Notifications;

/// <summary>Once a day: who has come to wait since the last one, longest first.</summary>
public static class DigestEmail
{
    /// <param name="others">How many more wait, of whom an earlier mail has told.</param>
    public static MailOwner Of(string key, IReadOnlyList<LeadList> leads, int others, PublicAddress site, DateTimeOffset now)
    {
        var many = leads.Count == 1 ? "1 lead needs" : $"{leads.Count} leads need";
        var more = others switch
        {
            0 => "",
            1 => "1 earlier lead is still waiting. ",
            _ => $"{others} earlier leads are still waiting. ",
        };
        var lines = leads
            .Select(x =>
                (
                    Who: VisibleText.Line(LeadText.Who(x.Name, x.Number), EmailLayout.LongestName),
                    Waits: LeadText.WaitingTime(now - x.WaitingSince),
                    Reason: LeadEmail.ThreeLines(x.Reason),
                    Link: site.Link($"/leads/{Lead.IdOf(x.Id)}"),
                    x.Urgent
                )
            )
            .ToList();
        var text = $"""
            {many} attention.

            {string.Join("\n\n", lines.Select(x => $"{x.Who}{(x.Urgent ? " (urgent)" : "")}, waits {x.Waits}\n{x.Reason}\n{x.Link}"))}

            {more}All of them: {site.Link("/leads")}
            When you get these mails: {site.Link("/leads/settings")}
            """;
        var html = EmailLayout.Page(
            $"""
            <h1 style="font-size:20px;margin:0 0 12px">{many} attention</h1>
            {string.Concat(
                lines.Select(x =>
                    $"""<p style="margin:0 0 14px;line-height:1.5"><a href="{EmailLayout.Safe(x.Link)}"><b>{EmailLayout.Safe(x.Who)}</b></a> <span style="color:#5b6472">waits {x.Waits}{(x.Urgent ? ", urgent" : "")}</span><br>{EmailLayout.Safe(x.Reason)}</p>"""
                )
            )}
            {(more is "" ? "" : $"<p>{more}</p>")}
            <p>{EmailLayout.Button("Open the inbox", site.Link("/leads"), first: true)}</p>
            <p style="font-size:12px;color:#5b6472"><a href="{EmailLayout.Safe(
                site.Link("/leads/settings")
            )}">When you get these mails</a></p>
            """
        );
        return new(key, $"{many} attention", text, html);
    }
}
