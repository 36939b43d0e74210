using Switchhook.Calls.Deliveries;
using Switchhook.Calls.Ingestion;
using Switchhook.Calls.Notes;
using Switchhook.Calls.Recordings;
using Switchhook.Calls.TestCalls;

namespace Switchhook.Calls;

/// <summary>
/// Under which name each message of this module is stored: never changed, whatever becomes of its type. A new message gets its line here.
/// </summary>
static class StoredMessageNames
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(FindWaitingDeliveries)] = "Switchhook.Calls.Ingestion.FindWaitingDeliveries",
        [typeof(InterpretDeliveries)] = "Switchhook.Calls.Ingestion.InterpretDeliveries",
        [typeof(InterpretHeavyCall)] = "Switchhook.Calls.Ingestion.InterpretHeavyCall",
        [typeof(RequeueDeliveriesOfAgent)] = "Switchhook.Calls.Intake.ApplyWaitingDeliveries",
        [typeof(EditCallNote)] = "Switchhook.Calls.Noting.EditCallNote",
        [typeof(AddCallNote)] = "Switchhook.Calls.Noting.NoteCall",
        [typeof(RemoveCallNote)] = "Switchhook.Calls.Noting.RemoveCallNote",
        [typeof(TrackRecordingPlayback)] = "Switchhook.Calls.Retell.NotePlay",
        [typeof(StartWebCall)] = "Switchhook.Calls.Retell.StartWebCall",
        [typeof(ReprocessAllFailedDeliveries)] = "Switchhook.Calls.Watching.ReprocessAllFailed",
        [typeof(ReprocessDeliveries)] = "Switchhook.Calls.Watching.ReprocessAny",
        [typeof(ReprocessOwnDeliveries)] = "Switchhook.Calls.Watching.ReprocessOwn",
        [typeof(ReprocessOwnFailedDeliveries)] = "Switchhook.Calls.Watching.ReprocessOwnFailed",
    };
}
