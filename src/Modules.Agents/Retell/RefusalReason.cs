using System.Net;

namespace Switchhook.Agents.Retell;

/// <summary>
/// Why Retell refused. It documents no codes for most of this, so its wording decides where the status alone does not. What follows from a
/// refusal and what the owner is told of it both go by this.
/// </summary>
public enum RefusalReason
{
    Silence,
    Key,
    Credit,
    TooMany,
    Fault,
    Identity,
    Payment,
    NotAllowed,

    /// <summary>There are no numbers in the area code that was asked for.</summary>
    NoNumberInAreaCode,

    /// <summary>There are no numbers, and Retell does not say that this is because of the area code.</summary>
    NoNumber,
    Voice,
    TooLong,
    Other,
}

public static class RefusalReasons
{
    public static RefusalReason ReasonAt(this RetellRefusal refusal, ProvisioningStage step, int? areaCode) =>
        refusal.Status switch
        {
            null => RefusalReason.Silence,
            HttpStatusCode.Unauthorized => RefusalReason.Key,
            HttpStatusCode.PaymentRequired => RefusalReason.Credit,
            HttpStatusCode.TooManyRequests => RefusalReason.TooMany,
            >= HttpStatusCode.InternalServerError => RefusalReason.Fault,
            // Said first: a number is refused for these reasons too, in sentences that also speak of numbers.
            _ when Says(refusal, "kyc", "know your customer", "verification", "verify your", "identity") => RefusalReason.Identity,
            _ when Says(refusal, "credit", "payment", "billing", "card", "balance", "trial") => RefusalReason.Payment,
            HttpStatusCode.Forbidden => RefusalReason.NotAllowed,
            // The area code is at fault only when Retell names it.
            _ when step is ProvisioningStage.Number && areaCode is not null && Says(refusal, "area code", "area_code") =>
                RefusalReason.NoNumberInAreaCode,
            _ when step is ProvisioningStage.Number
                    && Says(refusal, "area code", "area_code", "no phone number", "no number", "numbers available", "not available") =>
                RefusalReason.NoNumber,
            _ when step is ProvisioningStage.Agent && Says(refusal, "voice") => RefusalReason.Voice,
            _ when step is ProvisioningStage.Prompt && Says(refusal, "token", "too long") => RefusalReason.TooLong,
            _ => RefusalReason.Other,
        };

    /// <summary>Nothing was made and nothing was paid, and another area code may do.</summary>
    public static bool LacksANumber(this RefusalReason reason) => reason is RefusalReason.NoNumberInAreaCode or RefusalReason.NoNumber;

    static bool Says(RetellRefusal refusal, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (refusal.Message.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
