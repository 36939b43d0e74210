using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Notifications;

namespace Switchhook.Leads.Inbox;

/// <summary>Everything that the page of one lead shows.</summary>
/// <param name="PossibleDuplicates">Who may be the same person, or who was looked for to be merged.</param>
public sealed record LeadPage(
    LeadDetails Lead,
    IReadOnlyList<LeadTimelineEntry> Timeline,
    IReadOnlyList<LeadList> PossibleDuplicates,
    BusinessNumbers BusinessNumbers,
    UndeliveredLeadEmail? Undelivered = null
)
{
    /// <summary>Sent twice, a form for a note is the same note.</summary>
    public Guid NextNote { get; private init; }

    public static async Task<LeadPage?> ReadAsync(
        IQuerySession session,
        Guid id,
        string? other,
        DateTimeOffset now,
        UserTimeZone zone,
        CancellationToken stop
    )
    {
        if (await session.LoadAsync<LeadDetails>(Switchhook.Leads.Lead.Stream(id), stop) is not { } lead)
            return null;
        var message = await session.LoadAsync<LeadInEmail>(lead.Id, stop);
        var mail = message?.Mail ?? lead.Id;
        var mailed = await session.LoadAsync<LeadEmailSent>(mail, stop);
        return new(
            lead,
            mailed is null ? lead.Story : [.. lead.Story.Append(new(LeadTimelineEntryKind.Mailed, mailed.At)).OrderBy(x => x.At)],
            other is null ? await FindDuplicatesAsync(session, lead, stop) : await FoundAsync(session, lead, other, now, zone, stop),
            await BusinessNumbers.ReadAsync(session, stop),
            await session.LoadAsync<UndeliveredLeadEmail>(mail, stop)
        )
        {
            NextNote = Guid.CreateVersion7(now),
        };
    }

    /// <summary>Who may be the same person: has the same number, address or name.</summary>
    static async Task<IReadOnlyList<LeadList>> FindDuplicatesAsync(IQuerySession session, LeadDetails lead, CancellationToken stop)
    {
        var (name, number, email) = (lead.Of(LeadField.Name)?.Value, lead.Of(LeadField.Number)?.Value, lead.Of(LeadField.Email)?.Value);
        if (lead.Lead.MergedInto is not null || (name, number, email) is (null, null, null))
            return [];
        return await session
            .Query<LeadList>()
            .Where(x =>
                !x.IsGone
                && x.Id != lead.Id
                && ((number != null && x.Number == number) || (email != null && x.Email == email) || (name != null && x.Name == name))
            )
            .OrderBy(x => x.Place)
            .Take(5)
            .ToListAsync(stop);
    }

    static Task<IReadOnlyList<LeadList>> FoundAsync(
        IQuerySession session,
        LeadDetails lead,
        string words,
        DateTimeOffset now,
        UserTimeZone zone,
        CancellationToken stop
    ) =>
        new LeadFilter("all", Search: words)
            .Narrow(session.Query<LeadList>(), now, zone)
            .Where(x => x.Id != lead.Id)
            .OrderBy(x => x.Place)
            .Take(10)
            .ToListAsync(stop);
}
