using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.Audit;
using Switchhook.Admin.ExternalLogins;
using Switchhook.Admin.Mail;
using Switchhook.Admin.OwnershipClaims;
using Switchhook.Admin.RateLimiting;
using Switchhook.Agents.BackupNumbers;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Pausing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Screening;
using Switchhook.Agents.Versions;
using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.App.Sandbox;
using Switchhook.Calls.Deliveries;
using Switchhook.Calls.Ingestion;
using Switchhook.Calls.Notes;
using Switchhook.Calls.Recordings;
using Switchhook.Calls.TestCalls;
using Switchhook.Contracts;
using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Capture;
using Switchhook.Leads.ImportExport;
using Switchhook.Leads.Inbox;
using Switchhook.Leads.Merge;
using Switchhook.Leads.Notifications;
using Switchhook.Leads.Qualification;
using Wolverine.Util;

namespace Switchhook.App.Hosting;

/// <summary>
/// Under which name a message is stored in queues and among the dead letters, and which queue is its own: as the build of November 2026 called it.
/// The types may move and be renamed; what a former build has stored still finds its handler, and a build beside this one reads what this one stores.
/// Every message has its line here, also those to come: what is written beside it is never changed.
/// </summary>
public sealed class StoredMessageNames : IMessageTypeNaming
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(SyncIdentity)] = "Switchhook.Admin.AlignSignIn",
        [typeof(DecideOwnershipClaim)] = "Switchhook.Admin.AnswerClaim",
        [typeof(ApproveAccount)] = "Switchhook.Admin.ApproveAccount",
        [typeof(ChangeTimeZone)] = "Switchhook.Admin.ChooseZone",
        [typeof(DisableApiKey)] = "Switchhook.Admin.CloseApiKey",
        [typeof(ConfirmEmail)] = "Switchhook.Admin.ConfirmEmail",
        [typeof(CreateApiKey)] = "Switchhook.Admin.CreateApiKey",
        [typeof(DeliverMail)] = "Switchhook.Admin.DeliverMail",
        [typeof(DeleteExternalLogin)] = "Switchhook.Admin.DropIssuerLink",
        [typeof(DeletePasskey)] = "Switchhook.Admin.DropPasskey",
        [typeof(GrantRole)] = "Switchhook.Admin.GrantRole",
        [typeof(HoldAccount)] = "Switchhook.Admin.HoldAccount",
        [typeof(InvitePerson)] = "Switchhook.Admin.InvitePerson",
        [typeof(StoreApiKey)] = "Switchhook.Admin.KeepApiKey",
        [typeof(LinkExternalLogin)] = "Switchhook.Admin.LinkIssuer",
        [typeof(RecordFailedSignIn)] = "Switchhook.Admin.NoteFailedSignIn",
        [typeof(RecordLimitCleared)] = "Switchhook.Admin.NoteLimitCleared",
        [typeof(RecordAccess)] = "Switchhook.Admin.NoteLook",
        [typeof(RecordPasskeyAdded)] = "Switchhook.Admin.NotePasskeyAdded",
        [typeof(RecordPasskeyRemoved)] = "Switchhook.Admin.NotePasskeyRemoved",
        [typeof(RecordPasskeyRenamed)] = "Switchhook.Admin.NotePasskeyRenamed",
        [typeof(RecordPasswordChange)] = "Switchhook.Admin.NotePassword",
        [typeof(RecordSessionEnded)] = "Switchhook.Admin.NoteSessionEnded",
        [typeof(RecordSignIn)] = "Switchhook.Admin.NoteSignIn",
        [typeof(RecordSignOut)] = "Switchhook.Admin.NoteSignOut",
        [typeof(RecordWrongPassword)] = "Switchhook.Admin.NoteWrongPassword",
        [typeof(OpenAccount)] = "Switchhook.Admin.OpenAccount",
        [typeof(QueueAddressMail)] = "Switchhook.Admin.QueueAddressMail",
        [typeof(AllowExternalLogin)] = "Switchhook.Admin.ReadmitIssuer",
        [typeof(ReinstateAccount)] = "Switchhook.Admin.ReinstateAccount",
        [typeof(ResendMail)] = "Switchhook.Admin.ResendMail",
        [typeof(RevokeAccess)] = "Switchhook.Admin.RevokeAccess",
        [typeof(RevokeApiKey)] = "Switchhook.Admin.RevokeApiKey",
        [typeof(SendAlreadyRegisteredEmail)] = "Switchhook.Admin.SendAlreadyYours",
        [typeof(SendConfirmationLink)] = "Switchhook.Admin.SendConfirmLink",
        [typeof(SendResetLink)] = "Switchhook.Admin.SendResetLink",
        [typeof(SendTestMail)] = "Switchhook.Admin.SendTestMail",
        [typeof(StartSignUp)] = "Switchhook.Admin.StartSignUp",
        [typeof(SuspendAccount)] = "Switchhook.Admin.SuspendAccount",
        [typeof(UnlinkExternalLogin)] = "Switchhook.Admin.UnlinkIssuer",
        [typeof(WithdrawRole)] = "Switchhook.Admin.WithdrawRole",
        [typeof(BuyNumber)] = "Switchhook.Agents.BuyNumber",
        [typeof(CheckKey)] = "Switchhook.Agents.CheckKey",
        [typeof(CheckNewKey)] = "Switchhook.Agents.CheckNewKey",
        [typeof(ChooseBackupNumber)] = "Switchhook.Agents.ChooseBackupNumber",
        [typeof(ConnectAgent)] = "Switchhook.Agents.ConnectAgent",
        [typeof(CreateAgent)] = "Switchhook.Agents.CreateAgent",
        [typeof(CreateRetellAgent)] = "Switchhook.Agents.CreateAtRetell",
        [typeof(CreateTransferAgent)] = "Switchhook.Agents.CreateTransferAgent",
        [typeof(DeleteAgent)] = "Switchhook.Agents.DeleteAgent",
        [typeof(DisconnectAgent)] = "Switchhook.Agents.DisconnectAgent",
        [typeof(EditAgent)] = "Switchhook.Agents.EditAgent",
        [typeof(FindAgent)] = "Switchhook.Agents.FindAgent",
        [typeof(FindNumber)] = "Switchhook.Agents.FindNumber",
        [typeof(ForgetFormerKeys)] = "Switchhook.Agents.ForgetFormerKeys",
        [typeof(UpdateScreening)] = "Switchhook.Agents.GuardLine",
        [typeof(KeepForeignEdit)] = "Switchhook.Agents.KeepForeignEdit",
        [typeof(CheckLiveVersion)] = "Switchhook.Agents.LookAtRetell",
        [typeof(CheckAgentAtRetell)] = "Switchhook.Agents.LookForAgent",
        [typeof(RecordResourceFound)] = "Switchhook.Agents.NoteFound",
        [typeof(RecordKeyReadability)] = "Switchhook.Agents.NoteKey",
        [typeof(RecordResourceMissing)] = "Switchhook.Agents.NoteLost",
        [typeof(PauseAgent)] = "Switchhook.Agents.PauseAgent",
        [typeof(PrepareWebhook)] = "Switchhook.Agents.PointWebhook",
        [typeof(PublishAgent)] = "Switchhook.Agents.PublishAgent",
        [typeof(PublishEdit)] = "Switchhook.Agents.PublishEdit",
        [typeof(PublishTransferAgent)] = "Switchhook.Agents.PublishTransferAgent",
        [typeof(PublishWebhook)] = "Switchhook.Agents.PublishWebhook",
        [typeof(ReleaseNumber)] = "Switchhook.Agents.ReleaseNumber",
        [typeof(ReleaseOrphan)] = "Switchhook.Agents.ReleaseOrphan",
        [typeof(RemoveAgent)] = "Switchhook.Agents.RemoveAgent",
        [typeof(RemovePrompt)] = "Switchhook.Agents.RemovePrompt",
        [typeof(RemoveUntrackedResource)] = "Switchhook.Agents.RemoveStray",
        [typeof(RemoveTransfer)] = "Switchhook.Agents.RemoveTransfer",
        [typeof(ReplaceKey)] = "Switchhook.Agents.ReplaceKey",
        [typeof(RestoreBackupNumber)] = "Switchhook.Agents.RestoreBackupNumber",
        [typeof(ResumeAgent)] = "Switchhook.Agents.ResumeAgent",
        [typeof(RetryEdit)] = "Switchhook.Agents.RetryEdit",
        [typeof(RetryWebhook)] = "Switchhook.Agents.RetryWebhook",
        [typeof(SetBackupNumber)] = "Switchhook.Agents.SetBackupNumber",
        [typeof(ReconcileWithRetell)] = "Switchhook.Agents.SweepRetell",
        [typeof(UpdateNumberBinding)] = "Switchhook.Agents.SwitchLine",
        [typeof(TryAreaCode)] = "Switchhook.Agents.TryAreaCode",
        [typeof(UnpinNumber)] = "Switchhook.Agents.UnpinNumber",
        [typeof(WritePrompt)] = "Switchhook.Agents.WritePrompt",
        [typeof(WriteTransferPrompt)] = "Switchhook.Agents.WriteTransferPrompt",
        [typeof(ResolveDrillMode)] = "Switchhook.App.Platform.Recognition.AnswerDrill",
        [typeof(SimulateCall)] = "Switchhook.App.Sandbox.SimulateCall",
        [typeof(RequeueDeliveriesOfAgent)] = "Switchhook.Calls.Intake.ApplyWaitingDeliveries",
        [typeof(EditCallNote)] = "Switchhook.Calls.Noting.EditCallNote",
        [typeof(AddCallNote)] = "Switchhook.Calls.Noting.NoteCall",
        [typeof(RemoveCallNote)] = "Switchhook.Calls.Noting.RemoveCallNote",
        [typeof(TrackRecordingPlayback)] = "Switchhook.Calls.Retell.NotePlay",
        [typeof(StartWebCall)] = "Switchhook.Calls.Retell.StartWebCall",
        [typeof(ReprocessAllFailed)] = "Switchhook.Calls.Watching.ReprocessAllFailed",
        [typeof(ReprocessAny)] = "Switchhook.Calls.Watching.ReprocessAny",
        [typeof(ReprocessOwn)] = "Switchhook.Calls.Watching.ReprocessOwn",
        [typeof(ReprocessOwnFailed)] = "Switchhook.Calls.Watching.ReprocessOwnFailed",
        [typeof(AgentChanged)] = "Switchhook.Contracts.AgentChanged",
        [typeof(FirstWebhookReceived)] = "Switchhook.Contracts.AgentHeard",
        [typeof(AgentLinked)] = "Switchhook.Contracts.AgentLinked",
        [typeof(AgentRenamed)] = "Switchhook.Contracts.AgentRenamed",
        [typeof(AgentUnlinked)] = "Switchhook.Contracts.AgentUnlinked",
        [typeof(OwnershipApprovalRequested)] = "Switchhook.Contracts.ApprovalAsked",
        [typeof(OwnershipApprovalDecided)] = "Switchhook.Contracts.ApprovalDecided",
        [typeof(OwnershipApprovalClosed)] = "Switchhook.Contracts.ApprovalSettled",
        [typeof(CallAnalyzedNotice)] = "Switchhook.Contracts.CallUnderstood",
        [typeof(CallerBlocked)] = "Switchhook.Contracts.CallerBlocked",
        [typeof(BlockedCallerRejected)] = "Switchhook.Contracts.CallerTurnedAway",
        [typeof(CallerUnblocked)] = "Switchhook.Contracts.CallerUnblocked",
        [typeof(CallsAnalyzedNotice)] = "Switchhook.Contracts.CallsUnderstood",
        [typeof(ScreeningChanged)] = "Switchhook.Contracts.LineGuardSettled",
        [typeof(MailOwner)] = "Switchhook.Contracts.MailOwner",
        [typeof(OwnerTimeZoneChanged)] = "Switchhook.Contracts.OwnerLivesIn",
        [typeof(OwnerMailed)] = "Switchhook.Contracts.OwnerMailed",
        [typeof(OwnerMailFailed)] = "Switchhook.Contracts.OwnerNotMailed",
        [typeof(SendMail)] = "Switchhook.Contracts.SendMail",
        [typeof(NotifyAdmins)] = "Switchhook.Contracts.TellAdmins",
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
        [typeof(RequalifyPassedCalls)] = "Switchhook.Leads.ReadPassedCalls",
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

    public bool TryDetermineName(Type messageType, out string messageTypeName) => All.TryGetValue(messageType, out messageTypeName!);
}
