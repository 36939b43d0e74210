using Marten;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>The state of the webhook over all tenants, as figures that reveal nothing about any of them.</summary>
/// <param name="OldestWaitSeconds">Seconds that the oldest delivery has waited to be understood; 0 when none waits.</param>
/// <param name="LastValid">When Retell last sent what it had signed.</param>
/// <param name="FailingReconciliations">Accounts whose calls could not be looked through the last time.</param>
public sealed record WebhookStatistics(
    int Waiting,
    double OldestWaitSeconds,
    DateTimeOffset? LastValid,
    int Good,
    int Failed,
    int UnknownAgent,
    int BadSignature,
    int FailingReconciliations,
    DateTimeOffset? ReconciledUntil
)
{
    /// <summary>Of a day's signed deliveries.</summary>
    public double FailureRate() => Good + Failed == 0 ? 0 : (double)Failed / (Good + Failed);

    public static async Task<WebhookStatistics> ReadAsync(IQuerySession session, DateTimeOffset now, CancellationToken stop) =>
        (
            await session.AdvancedSql.QueryAsync<WebhookStatistics>(
                """
                select jsonb_build_object(
                  'Waiting', waiting.number, 'OldestWaitSeconds', coalesce(extract(epoch from ? - waiting.oldest), 0),
                  'LastValid', (select received_at from calls.deliveries where verdict = any(?) and origin = ? order by id desc limit 1),
                  'Good', day.good, 'Failed', day.failed, 'UnknownAgent', day.unknown, 'BadSignature', day.forged,
                  'FailingReconciliations', looks.failing, 'ReconciledUntil', looks.until)
                from
                  (select count(*) as number, min(received_at) as oldest from calls.deliveries where verdict = 'accepted') waiting,
                  (select count(*) filter (where verdict = any(?)) as good, count(*) filter (where verdict = any(?)) as failed,
                     count(*) filter (where verdict = 'unknown_agent') as unknown, count(*) filter (where verdict = 'bad_signature')
                         as forged
                   from calls.deliveries where id >= ?) day,
                  (select count(*) filter (where failure is not null) as failing, min(looked_until) as until from calls.looks) looks
                """,
                stop,
                now,
                DeliveryStatusText.Valid,
                Delivery.FromWebhook,
                DeliveryStatusText.Valid,
                DeliveryStatusText.Failures,
                TimeOrderedId.From(now.AddDays(-1))
            )
        ).Single();
}
