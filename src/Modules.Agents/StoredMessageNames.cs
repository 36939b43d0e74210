using Switchhook.Agents.BackupNumbers;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Pausing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Screening;
using Switchhook.Agents.Versions;

namespace Switchhook.Agents;

/// <summary>
/// Under which name each message of this module is stored: never changed, whatever becomes of its type. A new message gets its line here.
/// </summary>
static class StoredMessageNames
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
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
    };
}
