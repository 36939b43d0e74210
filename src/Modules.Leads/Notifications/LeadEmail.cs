using Switchhook.BuildingBlocks.Text;
using Switchhook.Contracts;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.Notifications;

/// <summary>The mail about a new lead: who, which number, why, and what can be done from the mail itself.</summary>
public static class LeadEmail
{
    public static MailOwner Of(LeadDetails lead, Func<LeadAction, string> link, string page)
    {
        var who = VisibleText.Line(LeadText.Who(lead), EmailLayout.LongestName);
        var said = lead.Lead.Facts.Calls is [.., { Said: { } last }] ? last : null;
        var called = LeadText.Called(said?.Outbound ?? false, said?.Voicemail ?? false);
        var number = lead.Of(LeadField.Number)?.Value;
        var reason = lead.Reason() is { Length: > 0 } given ? given : "No reason was given.";
        var (handled, block) = (link(LeadAction.Handled), lead.Lead.Facts.Numbers().Count > 0 ? link(LeadAction.Block) : null);
        var facts = new (string Label, string? Value)[]
        {
            ("Number", LeadText.Known(lead, LeadField.Number)),
            ("E-mail", LeadText.Known(lead, LeadField.Email)),
            ("Wants", lead.Of(LeadField.Intent) is { } intent ? LeadText.Term(intent.Value) : null),
            ("When", lead.Of(LeadField.PreferredTime)?.Value),
            ("Urgent", lead.Lead.IsUrgent() ? "Yes" : null),
        }
            .Where(x => x.Value is not null)
            .Select(x => (x.Label, Value: VisibleText.Line(x.Value!, EmailLayout.LongestLine)))
            .ToList();

        var text = $"""
            {who} {called}.
            {string.Join('\n', facts.Select(x => $"{x.Label}: {x.Value}"))}

            {ThreeLines(reason)}

            Open: {page}
            Mark handled: {handled}
            {(block is null ? "" : $"Block caller: {block}\n")}
            The links work once and for {MailedLink.Lifetime.TotalDays:0} days, and ask before they do anything.
            When you get these mails: {page[..page.LastIndexOf('/')]}/settings
            """;
        var html = EmailLayout.Page(
            $"""
            <h1 style="font-size:20px;margin:0 0 4px">{EmailLayout.Safe(who)} {called}</h1>
            <table role="presentation" style="font-size:14px;margin:8px 0">{string.Concat(
                facts.Select(x =>
                    $"""<tr><td style="color:#5b6472;padding:2px 16px 2px 0">{x.Label}</td><td>{EmailLayout.Safe(x.Value)}</td></tr>"""
                )
            )}</table>
            <p style="font-size:15px;line-height:1.5;margin:12px 0 20px">{EmailLayout.Safe(ThreeLines(reason))}</p>
            <p>{(number is null ? "" : EmailLayout.Button("Call back", "tel:" + number, first: true))}{EmailLayout.Button(
                "Open",
                page
            )}{EmailLayout.Button("Mark handled", handled)}{(block is null ? "" : EmailLayout.Button("Block caller", block))}</p>
            <p style="font-size:12px;color:#5b6472">The buttons work once and for {MailedLink.Lifetime.TotalDays:0} days, and ask before they do anything. <a href="{EmailLayout.Safe(
                page[..page.LastIndexOf('/')]
            )}/settings">When you get these mails</a></p>
            """
        );
        return new(lead.Id, $"{(lead.Lead.IsUrgent() ? "Urgent lead" : "New lead")}: {who}", text, html);
    }

    /// <summary>As much as three lines of a mail hold.</summary>
    public static string ThreeLines(string reason)
    {
        const int most = 240;
        reason = VisibleText.Line(reason, most * 2);
        if (reason.Length <= most)
            return reason;
        var cut = reason.LastIndexOf(' ', most);
        return reason[..(cut > most / 2 ? cut : most)] + "…";
    }
}
