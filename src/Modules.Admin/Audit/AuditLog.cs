using JasperFx.Events;

namespace Switchhook.Admin.Audit;

/// <summary>What an auditor has looked at so far.</summary>
public sealed partial record AuditLog(string Id, long Searches, long Replays, DateTimeOffset Last)
{
    public static string Key(Guid auditor) => $"audit/{auditor}";

    public static AuditLog Create(IEvent<OwnersSearched> e) => new(e.StreamKey!, 1, 0, e.Timestamp);

    public static AuditLog Create(IEvent<StreamsSearched> e) => new(e.StreamKey!, 1, 0, e.Timestamp);

    public static AuditLog Create(IEvent<StreamReplayed> e) => new(e.StreamKey!, 0, 1, e.Timestamp);

    public AuditLog Apply(IEvent<OwnersSearched> e) => this with { Searches = Searches + 1, Last = e.Timestamp };

    public AuditLog Apply(IEvent<StreamsSearched> e) => this with { Searches = Searches + 1, Last = e.Timestamp };

    public AuditLog Apply(IEvent<StreamReplayed> e) => this with { Replays = Replays + 1, Last = e.Timestamp };
}
