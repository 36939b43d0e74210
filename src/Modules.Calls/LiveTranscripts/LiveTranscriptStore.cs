using Marten;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.LiveTranscripts;

public static class LiveTranscriptStore
{
    /// <summary>The one that goes furthest stands, however late another comes.</summary>
    public static async Task StoreLatestAsync(IDocumentOperations tenant, DeliveryBatch batch, CancellationToken stop)
    {
        if (batch.IsOver || batch.LiveTranscript is not { } said)
            return;
        if (await tenant.LoadAsync<LiveTranscript>(batch.Key.CallId, stop) is { } kept && !kept.IsReplacedBy(said.Turns, said.SignedAt))
            return;
        tenant.Store(new LiveTranscript(batch.Key.CallId, said.Turns, said.SignedAt));
        if (batch.Events.Count == 0)
            tenant.QueueSqlCommand($"notify changed, '{Guid.Parse(tenant.TenantId):D} calls'");
    }

    /// <summary>Of calls that are over, many at once: usually there are none.</summary>
    public static void DeleteEnded(IDocumentOperations session, IEnumerable<DeliveryBatch> over)
    {
        var calls = over.Select(x => x.Key).ToList();
        if (calls.Count > 0)
            session.QueueSqlCommand(
                "delete from calls.mt_doc_livetranscript t using (select unnest(?) as tenant_id, unnest(?) as id) c where "
                    + "t.tenant_id = c.tenant_id and t.id = c.id",
                calls.Select(x => x.Tenant).ToArray(),
                calls.Select(x => x.CallId).ToArray()
            );
    }
}
