using JasperFx.Events;
using Marten;
using Switchhook.BuildingBlocks.Paging;

namespace Switchhook.Admin.Audit;

/// <summary>A line of what an auditor has looked at, with the way back to it.</summary>
/// <param name="About">Whose streams they were, when it was one person's.</param>
public sealed record AuditLogEntry(long Version, DateTimeOffset At, string Text, Guid? About, string? Url)
{
    const int Most = 10;

    public static async Task<IReadOnlyList<AuditLogEntry>> NewestAsync(IQuerySession own, Guid auditor, CancellationToken stop)
    {
        var key = Switchhook.Admin.Audit.AuditLog.Key(auditor);
        var events = await own
            .Events.QueryAllRawEvents()
            .Where(x => x.StreamKey == key)
            .OrderByDescending(x => x.Version)
            .Take(Most)
            .ToListAsync(stop);
        return [.. events.Select(Of)];
    }

    static AuditLogEntry Of(IEvent e) =>
        e.Data switch
        {
            StreamReplayed replayed => new(
                e.Version,
                e.Timestamp,
                $"Replayed {replayed.Stream} at event {replayed.Version}",
                replayed.Owner,
                $"/audit/{replayed.Owner}/{replayed.Stream}?version={replayed.Version}"
            ),
            StreamsSearched searched => new(
                e.Version,
                e.Timestamp,
                Searched(searched),
                searched.Owner,
                new StreamFilter(searched.Kind, searched.Owner, searched.Id, PageCursor.Top).Url
            ),
            OwnersSearched { Found.Count: var found } searched => new(
                e.Version,
                e.Timestamp,
                $"Searched for an owner, {found} found",
                found == 1 ? searched.Found[0] : null,
                found == 1 ? new StreamFilter(null, searched.Found[0], null, PageCursor.Top).Url : null
            ),
            _ => new(e.Version, e.Timestamp, AdminText.Label(e.EventTypeName), null, null),
        };

    static string Searched(StreamsSearched search)
    {
        var kind = search.Kind is { } known and not StreamKind.Every ? known + " " : "";
        var id = search.Id is { } wanted ? $" for {wanted}" : "";
        return $"Searched {kind}streams{id}, {search.Shown} shown";
    }
}
