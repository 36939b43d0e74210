using JasperFx.Events;
using Marten;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Live;

public static class LiveTranscripts
{
    public static void Follow(IDocumentSession session, Payload told, IEventStream<Call> stream, DateTimeOffset signedAt)
    {
        if (told.Stage is Stage.Ended or Stage.Analyzed)
        {
            session.Delete<LiveTranscript>(told.CallId);
            return;
        }
        if (told is not { Event: "transcript_updated", Transcript: { } turns } || stream.Aggregate?.Over == true) return;
        session.Store(new LiveTranscript(told.CallId, turns, signedAt));
        // Had the call ended meanwhile, this would be stored for ever: then this transaction fails, and looks again.
        if (stream.Aggregate is not null && stream.Events.Count == 0)
        {
            stream.AlwaysEnforceConsistency = true;
            session.QueueSqlCommand($"notify changed, '{Guid.Parse(session.TenantId):D} calls'");
        }
    }
}
