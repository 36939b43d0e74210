using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.Audit;
using Switchhook.Admin.ExternalLogins;
using Switchhook.Admin.Mail;
using Switchhook.Admin.OwnershipClaims;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.SignUp;

namespace Switchhook.Admin.Access;

/// <summary>What looks like a way in, and is none that could be ended: each with the reason.</summary>
public static class NonCredentials
{
    public static readonly IReadOnlyDictionary<Type, string> Entities = new Dictionary<Type, string>
    {
        [typeof(IdentityRole<Guid>)] = "the names of the roles",
        [typeof(IdentityUserRole<Guid>)] = "says what somebody may do, lets nobody in; withdrawing it ends the sessions",
        [typeof(IdentityUserClaim<Guid>)] = "never written",
        [typeof(IdentityRoleClaim<Guid>)] = "never written",
        [typeof(IdentityUserToken<Guid>)] = "never written: codes are sealed, not stored",
        [typeof(FirstAdminLink)] = "of no account: dead as soon as anybody is admin, and with each start",
        [typeof(RateLimitCount)] = "keeps people out, lets nobody in",
    };

    public static readonly IReadOnlyDictionary<string, string> Schemes = new Dictionary<string, string>
    {
        [IdentityConstants.TwoFactorUserIdScheme] = "a passkey's challenge for five minutes: without the passkey it opens nothing",
        ["api"] = "asks one of the others",
    };

    public static readonly IReadOnlyDictionary<string, string> Routes = new Dictionary<string, string>
    {
        ["/sign-up"] = "sends a link to the address that was typed",
        ["/forgot-password"] = "sends a link to the account's own address",
        ["/error"] = "shows an error",
        ["/status/{code:int}"] = "shows an error",
        ["/first-admin"] = "of no account: dead as soon as anybody is admin",
    };

    /// <summary>
    /// Beside these all that derive from <see cref="AccountCommand"/>: they write down what happened, and the account's stream decides.
    /// </summary>
    public static readonly IReadOnlyDictionary<Type, string> Messages = new Dictionary<Type, string>
    {
        [typeof(CreateApiKey)] = "decides on the account's stream; the key opens with StoreApiKey",
        [typeof(ApproveAccount)] = "decides on the account's stream; the account lets its owner in by what they have",
        [typeof(DisableApiKey)] = "ends one",
        [typeof(DeleteExternalLogin)] = "ends one",
        [typeof(DeletePasskey)] = "ends one",
        [typeof(RecordWrongPassword)] = "writes down what did not let anybody in",
        [typeof(SendAlreadyRegisteredEmail)] = "holds no code",
        [typeof(SendTestMail)] = "an admin's, holds no code",
        [typeof(ResendMail)] = "to the owner of the mail, in their tenant",
        [typeof(DeliverMail)] = "to the owner of the mail, in their tenant",
        [typeof(Switchhook.Contracts.SendMail)] = "words; a code in them is dead once its kind has ended",
        [typeof(QueueAddressMail)] = "words; a code in them is dead once its kind has ended",
        [typeof(Switchhook.Contracts.NotifyAdmins)] = "words for the admins, holds no code",
        [typeof(Switchhook.Contracts.MailOwner)] = "asks whether the account is suspended; holds no code",
        [typeof(Switchhook.Contracts.AgentChanged)] = "a line in the admin's list",
        [typeof(Switchhook.Contracts.OwnershipApprovalRequested)] = "a line in the admin's list",
        [typeof(Switchhook.Contracts.OwnershipApprovalClosed)] = "a line in the admin's list",
        [typeof(DecideOwnershipClaim)] = "an admin's answer",
        [typeof(RecordAccess)] = "an auditor's look, written down",
    };
}
