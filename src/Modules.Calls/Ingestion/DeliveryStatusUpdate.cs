using System.Data.Common;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// The statuses of a whole transaction in one statement. Each must still be waiting: else another worker interpreted it since it was
/// read (a process that was paused may lose its partitions to another), and the whole transaction fails.
/// Each live transcript repeats the one before: only the newest keeps its body.
/// </summary>
sealed class DeliveryStatusUpdate(IReadOnlyList<InterpretedDelivery> all, DateTimeOffset now) : IStorageOperation
{
    public Type DocumentType => typeof(Delivery);

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var parameters = builder.AppendWithParameters(
            """
            with concluded as (
                update calls.deliveries d
                set verdict = c.verdict, reason = nullif(c.reason, ''), tenant_id = coalesce(c.tenant_id, d.tenant_id),
                    interpreted_at = case when c.tenant_id is not null then ^::timestamptz end,
                    body = case when not c.drops_body then d.body end, body_packing = case when not c.drops_body then d.body_packing end
                from unnest(^::uuid[], ^::text[], ^::text[], ^::text[], ^::boolean[]) c (id, tenant_id, verdict, reason, drops_body)
                where d.id = c.id and d.verdict = 'accepted' returning d.call_id, d.tenant_id, d.event, d.verdict, d.signed_at),
            newest as (
                select call_id, tenant_id, max(signed_at) signed_at from concluded
                where event = 'transcript_updated' and verdict = 'applied' and tenant_id is not null group by call_id, tenant_id),
            replaced as (
                update calls.deliveries o set body = null, body_packing = null from newest n
                where o.call_id = n.call_id and o.tenant_id = n.tenant_id and o.event = 'transcript_updated' and o.verdict = 'applied'
                  and o.signed_at < n.signed_at and o.body is not null)
            select count(*)::integer from concluded
            """,
            '^'
        );
        (parameters[0].NpgsqlDbType, parameters[0].Value) = (NpgsqlDbType.TimestampTz, now);
        (parameters[1].NpgsqlDbType, parameters[1].Value) = (NpgsqlDbType.Array | NpgsqlDbType.Uuid, all.Select(x => x.Id).ToArray());
        (parameters[2].NpgsqlDbType, parameters[2].Value) = (NpgsqlDbType.Array | NpgsqlDbType.Text, all.Select(x => x.Tenant).ToArray());
        (parameters[3].NpgsqlDbType, parameters[3].Value) = (NpgsqlDbType.Array | NpgsqlDbType.Text, all.Select(x => x.Status).ToArray());
        (parameters[4].NpgsqlDbType, parameters[4].Value) = (NpgsqlDbType.Array | NpgsqlDbType.Text, all.Select(x => x.Reason).ToArray());
        (parameters[5].NpgsqlDbType, parameters[5].Value) = (
            NpgsqlDbType.Array | NpgsqlDbType.Boolean,
            all.Select(x => x.DropsBody).ToArray()
        );
    }

    public async Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token)
    {
        await reader.ReadAsync(token);
        if (reader.GetInt32(0) != all.Count)
            exceptions.Add(new DeliveriesAlreadyInterpreted());
    }
}

/// <summary>Somebody else has interpreted these meanwhile.</summary>
public sealed class DeliveriesAlreadyInterpreted() : Exception("These deliveries have been interpreted by another process meanwhile.");
