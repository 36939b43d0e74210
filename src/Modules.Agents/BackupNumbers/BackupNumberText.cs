using System.Net;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Versions;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Agents.BackupNumbers;

/// <summary>Why a backup number could not be set or removed, for its owner.</summary>
public static class BackupNumberText
{
    public static string For(RetellRefusal refusal, Agent agent) =>
        refusal.Status switch
        {
            HttpStatusCode.Unauthorized when agent.Connection is { HasOwnKey: true } => EditText.KeyRefused,
            _ when IsGone(refusal) => "Retell can't find this phone number. It may have been removed there.",
            HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity => NotAccepted(refusal, agent),
            _ => RefusalText.For(refusal, ProvisioningStage.Publishing, null),
        };

    static string NotAccepted(RetellRefusal refusal, Agent agent) =>
        agent switch
        {
            { Backup.Number: null } => "Retell didn't remove the backup number. Try again in a few minutes.",
            _ when Says(refusal, "its own fallback") => "Retell says this number has a backup number of its own. Enter a different one.",
            { Connection.HasOwnKey: true } => "Retell didn't accept a backup number for this line. Only some Retell plans include it. "
                + "Check your plan in Retell's dashboard, or try a different number.",
            _ => "Retell didn't accept a backup number for this line. Only some Retell plans include it. "
                + "Try a different number, or ask an admin about the plan.",
        };

    /// <summary>Null when the number is gone, and there is nothing to put back.</summary>
    public static string? NotRestored(Agent agent, RetellRefusal refusal) =>
        refusal switch
        {
            _ when IsGone(refusal) => null,
            _ when agent.Backup.Before is { Number: { } former } =>
                $"The backup number at Retell couldn't be put back. In Retell's dashboard, change it to {PhoneNumber.Display(former)}.",
            _ => "The backup number couldn't be removed from Retell. Remove it in Retell's dashboard.",
        };

    /// <summary>Retell answers what it does not accept with the same status as a number that it does not know.</summary>
    static bool IsGone(RetellRefusal refusal) =>
        refusal.Status is HttpStatusCode.NotFound || (refusal.Status is HttpStatusCode.UnprocessableEntity && Says(refusal, "cannot find"));

    static bool Says(RetellRefusal refusal, string words) => refusal.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
