using System.Net;

namespace Switchhook.Agents;

/// <summary>What the owner is told. Retell documents no codes for these cases, so its wording decides where the status alone does not.</summary>
public static class RefusalSentence
{
    public static string For(RetellRefusal refusal, SetUpStep step, int? areaCode) => refusal.Status switch
    {
        null => "Retell cannot be reached at the moment. Try again in a few minutes.",
        HttpStatusCode.Unauthorized => "Retell did not accept this service's key. The operator has to set it right; trying again will not help until then.",
        HttpStatusCode.PaymentRequired => "The Retell account has no credit left, so it makes nothing new. The operator has to top it up.",
        HttpStatusCode.TooManyRequests => "Retell is getting too many requests at once. Try again in a minute.",
        >= HttpStatusCode.InternalServerError => "Retell had a fault of its own. Try again in a few minutes.",
        _ when Says(refusal, "kyc", "know your customer", "verification", "verify your", "identity") =>
            "Retell wants to know who its customer is before it sells numbers (“KYC”). The operator has to complete that in the Retell account.",
        _ when Says(refusal, "credit", "payment", "billing", "card", "balance", "trial") =>
            "The Retell account cannot pay for a number: it needs a card or credit. The operator has to add one.",
        HttpStatusCode.Forbidden => "Retell does not allow this at the moment. The operator has to look into the Retell account.",
        // The area code is at fault only when Retell names it: a number is refused for many other reasons.
        _ when step is SetUpStep.Number && areaCode is { } code && Says(refusal, "area code", "area_code") =>
            $"There is no number to be had in area code {code}. Try another area code, or any US number.",
        _ when step is SetUpStep.Number && Says(refusal, "no phone number", "no number", "available") => "Retell has no number to sell at the moment. Try again later.",
        _ when step is SetUpStep.Number => "Retell did not sell a number. Try again; if it happens once more, tell the operator.",
        _ when step is SetUpStep.Agent && Says(refusal, "voice") => "This voice is no longer offered. Choose another one.",
        _ when step is SetUpStep.Prompt && Says(refusal, "token", "too long") => "The description is too long for Retell. Shorten it.",
        _ => "Retell did not accept this set-up. Try again; if it happens once more, tell the operator.",
    };

    static bool Says(RetellRefusal refusal, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (refusal.Message.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
