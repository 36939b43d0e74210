using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Capture;
using Switchhook.Leads.ImportExport;
using Switchhook.Leads.Inbox;
using Switchhook.Leads.Merge;
using Switchhook.Leads.Notifications;
using Switchhook.Leads.Qualification;

namespace Switchhook.Leads;

/// <summary>
/// Under which name each message of this module is stored: never changed, whatever becomes of its type. A new message gets its line here.
/// </summary>
static class StoredMessageNames
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(BlockCaller)] = "Switchhook.Leads.BlockCaller",
        [typeof(BlockNumber)] = "Switchhook.Leads.BlockNumber",
        [typeof(ChangeQualificationRule)] = "Switchhook.Leads.ChangeLeadRule",
        [typeof(ChangeLeadStatus)] = "Switchhook.Leads.ChangeLeadStatus",
        [typeof(ChangeNotificationPreferences)] = "Switchhook.Leads.ChooseLeadMail",
        [typeof(EditLead)] = "Switchhook.Leads.EditLead",
        [typeof(ImportLeads)] = "Switchhook.Leads.ImportLeads",
        [typeof(PreviewMailedLink)] = "Switchhook.Leads.LookAtMailedLink",
        [typeof(CreateLeadFromCall)] = "Switchhook.Leads.MakeLead",
        [typeof(MarkLeadDone)] = "Switchhook.Leads.MarkLeadDone",
        [typeof(MergeLeads)] = "Switchhook.Leads.MergeLeads",
        [typeof(SetBusinessNumbers)] = "Switchhook.Leads.NameOwnLines",
        [typeof(AddLeadNote)] = "Switchhook.Leads.NoteLead",
        [typeof(RequalifyUnqualifiedCalls)] = "Switchhook.Leads.ReadPassedCalls",
        [typeof(ReopenLead)] = "Switchhook.Leads.ReopenLead",
        [typeof(RequalifyLeads)] = "Switchhook.Leads.RereadLeads",
        [typeof(SendDigest)] = "Switchhook.Leads.SendDigest",
        [typeof(SetNextStep)] = "Switchhook.Leads.SetNextStep",
        [typeof(SplitLeads)] = "Switchhook.Leads.SplitLeads",
        [typeof(NotifyOwnerOfLead)] = "Switchhook.Leads.TellOfLead",
        [typeof(UnblockCaller)] = "Switchhook.Leads.UnblockCaller",
        [typeof(UnblockNumber)] = "Switchhook.Leads.UnblockNumber",
        [typeof(UndoEdit)] = "Switchhook.Leads.UndoEdit",
        [typeof(UndoStatus)] = "Switchhook.Leads.UndoStatus",
        [typeof(UseMailedLink)] = "Switchhook.Leads.UseMailedLink",
    };
}
