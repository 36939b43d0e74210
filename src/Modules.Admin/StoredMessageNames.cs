using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.Audit;
using Switchhook.Admin.ExternalLogins;
using Switchhook.Admin.Mail;
using Switchhook.Admin.OwnershipClaims;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.SignUp;

namespace Switchhook.Admin;

/// <summary>
/// Under which name each message of this module is stored: never changed, whatever becomes of its type. A new message gets its line here.
/// </summary>
static class StoredMessageNames
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
    };
}
