using Marten;
using Switchhook.Calls.Intake;

namespace Switchhook.Calls.Live;

public static class LiveTranscripts
{
    public static void Follow(IDocumentOperations tenant, Chapter chapter)
    {
        if (chapter.Over)
        {
            tenant.Delete<LiveTranscript>(chapter.Of.CallId);
            return;
        }
        if (chapter.SaidSoFar is not { } said) return;
        tenant.Store(new LiveTranscript(chapter.Of.CallId, said.Turns, said.SignedAt));
        if (chapter.Events.Count == 0) tenant.QueueSqlCommand($"notify changed, '{Guid.Parse(tenant.TenantId):D} calls'");
    }
}
