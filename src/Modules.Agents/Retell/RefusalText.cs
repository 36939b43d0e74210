namespace Switchhook.Agents.Retell;

/// <summary>What the owner is told.</summary>
public static class RefusalText
{
    public static string For(RetellRefusal refusal, ProvisioningStage step, int? areaCode) =>
        refusal.ReasonAt(step, areaCode) switch
        {
            RefusalReason.Silence => "Retell cannot be reached at the moment. Try again in a few minutes.",
            RefusalReason.Key =>
                "Retell did not accept this service's key. The operator has to set it right; trying again will not help until then.",
            RefusalReason.Credit => "The Retell account has no credit left, so it makes nothing new. The operator has to top it up.",
            RefusalReason.TooMany => "Retell is getting too many requests at once. Try again in a minute.",
            RefusalReason.Fault => "Retell had a fault of its own. Try again in a few minutes.",
            RefusalReason.Identity =>
                "Retell wants to know who its customer is before it sells numbers (“KYC”). The operator has to complete that in "
                    + "the Retell account.",
            RefusalReason.Payment => "The Retell account cannot pay for a number: it needs a card or credit. The operator has to add one.",
            RefusalReason.NotAllowed => "Retell does not allow this at the moment. The operator has to look into the Retell account.",
            RefusalReason.NoNumberInAreaCode =>
                $"No numbers are available in area code {areaCode}. Try another area code, or leave it empty.",
            _ when step is ProvisioningStage.Number =>
                "Retell couldn't provide a number. Try again, and contact the admin if it keeps failing.",
            RefusalReason.Voice => "This voice is no longer offered. Choose another one.",
            RefusalReason.TooLong => "The description is too long for Retell. Shorten it.",
            _ => "Retell did not accept this set-up. Try again; if it happens once more, tell the operator.",
        };
}
