using Marten;

namespace Switchhook.Leads;

/// <summary>Everything that the page of one lead shows.</summary>
public sealed record LeadPage(LeadDetails Lead, IReadOnlyList<LeadMoment> Story, IReadOnlyList<LeadList> Alike)
{
    public static async Task<LeadPage?> ReadAsync(IQuerySession session, Guid id, CancellationToken stop)
    {
        if (await session.LoadAsync<LeadDetails>(Leads.Lead.Stream(id), stop) is not { } lead) return null;
        var mailed = await session.LoadAsync<LeadMailed>(lead.Id, stop);
        return new(lead, mailed is null ? lead.Story : [.. lead.Story.Append(new(LeadMomentKind.Mailed, mailed.At)).OrderBy(x => x.At)], await AlikeAsync(session, lead, stop));
    }

    /// <summary>Who may be the same person: has the same number, address or name.</summary>
    static async Task<IReadOnlyList<LeadList>> AlikeAsync(IQuerySession session, LeadDetails lead, CancellationToken stop)
    {
        var (name, number, email) = (lead.Of(LeadField.Name)?.Value, lead.Of(LeadField.Number)?.Value, lead.Of(LeadField.Email)?.Value);
        if (lead.Lead.MergedInto is not null || (name, number, email) is (null, null, null)) return [];
        return await session.Query<LeadList>()
            .Where(x => !x.IsGone && x.Id != lead.Id && ((number != null && x.Number == number) || (email != null && x.Email == email) || (name != null && x.Name == name)))
            .OrderBy(x => x.Place).Take(5).ToListAsync(stop);
    }
}
