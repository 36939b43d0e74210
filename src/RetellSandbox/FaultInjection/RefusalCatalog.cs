namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>
/// Retell's refusals by name. It documents no wording for "kyc", "no-card" and "no-numbers": those say what they mean. What its
/// validation refuses comes as an error_message.
/// </summary>
public static class RefusalCatalog
{
    /// <summary>Those that come as {"error_message": …}.</summary>
    public static readonly IReadOnlyList<string> ErrorMessages = ["invalid", "kyc", "no-card", "no-numbers"];

    public static readonly IReadOnlyDictionary<string, (int Status, string Message)> All = new Dictionary<string, (int, string)>
    {
        ["invalid"] = (400, "Invalid request format, please check API reference."),
        ["kyc"] = (400, "Please complete the KYC verification of your workspace before purchasing a phone number."),
        ["no-card"] = (400, "Please add a payment method before purchasing a phone number."),
        ["no-numbers"] = (400, "No phone numbers of this area code available, please try another area code."),
        ["unauthorized"] = (401, "API key is missing or invalid."),
        ["no-credit"] = (402, "Trial has ended, please add payment method."),
        ["forbidden"] = (403, "Forbidden"),
        ["not-found"] = (404, "The requested resource was not found."),
        ["conflict"] = (409, "Resource update conflict."),
        ["precondition"] = (412, "Precondition failed for conditional update."),
        ["unknown"] = (422, "Cannot find requested asset under given api key."),
        ["voice-gone"] = (422, "Cannot find requested voice under given api key."),
        ["rate-limited"] = (429, "Account rate limited, please throttle your requests."),
        ["fault"] = (500, "An unexpected server error occurred."),
    };
}
