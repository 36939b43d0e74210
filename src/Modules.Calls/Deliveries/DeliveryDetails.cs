using Marten;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>Everything that the page of one delivery shows.</summary>
/// <param name="StoredEvents">The events that were stored because of it.</param>
/// <param name="Payload">Null when the body is past its time, or none of the reader's business.</param>
public sealed record DeliveryDetails(
    DeliveryFilter Filter,
    DeliveryRow Row,
    string? RetellAgentId,
    Guid? DuplicateOf,
    DateTimeOffset? InterpretedAt,
    bool HasBody,
    IReadOnlyList<DeliveryDetails.StoredEvent> StoredEvents,
    string? Payload
)
{
    public bool CanBeReprocessed =>
        HasBody
        && Row.Status is DeliveryStatus.Applied or DeliveryStatus.Failed or DeliveryStatus.TooCostly or DeliveryStatus.UnknownAgent
        && Row is { CallId: not null, Event: not null };

    /// <summary>An operator sees what belongs to nobody; what an owner's callers said is that owner's.</summary>
    public bool IsHiddenFromOperator => Filter.AllTenants && Row.Tenant is not null;

    public static async Task<DeliveryDetails?> ReadAsync(IQuerySession session, DeliveryFilter filter, Guid id, CancellationToken stop)
    {
        var found = await session.AdvancedSql.QueryAsync<StoredDelivery>(
            $"""
            select jsonb_build_object('Row', jsonb_build_object({DeliveryRow.Columns}),
              'RetellAgentId', d.retell_agent_id, 'DuplicateOf', d.duplicate_of, 'InterpretedAt', d.interpreted_at, 'HasBody', d.body is not null)
            from calls.deliveries d where d.id = ? {(filter.AllTenants ? "" : "and d.tenant_id = ?")}
            """,
            stop,
            filter.AllTenants ? [id] : [id, session.TenantId]
        );
        if (found is not [var stored])
            return null;
        var details = new DeliveryDetails(
            filter,
            stored.Row,
            stored.RetellAgentId,
            stored.DuplicateOf,
            stored.InterpretedAt,
            stored.HasBody,
            [],
            null
        );
        return details with
        {
            StoredEvents = stored.Row is { Tenant: { } tenant, CallId: { } call }
                ? await StoredEventsAsync(session, tenant, call, id, stop)
                : [],
            Payload =
                stored.HasBody && !details.IsHiddenFromOperator ? RedactedPayload.Of(await RawBody.ReadAsync(session, id, stop)) : null,
        };
    }

    static Task<IReadOnlyList<StoredEvent>> StoredEventsAsync(
        IQuerySession session,
        string tenant,
        string callId,
        Guid id,
        CancellationToken stop
    ) =>
        session.AdvancedSql.QueryAsync<StoredEvent>(
            """
            select jsonb_build_object('Type', type, 'Version', version, 'At', timestamp) from events.mt_events
            where tenant_id = ? and stream_id = ? and causation_id = ? order by version
            """,
            stop,
            tenant,
            Call.Key(callId),
            id.ToString()
        );

    public sealed record StoredEvent(string Type, long Version, DateTimeOffset At);

    public sealed record StoredDelivery(
        DeliveryRow Row,
        string? RetellAgentId,
        Guid? DuplicateOf,
        DateTimeOffset? InterpretedAt,
        bool HasBody
    );
}
