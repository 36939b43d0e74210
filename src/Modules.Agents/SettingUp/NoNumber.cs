using System.Net;

namespace Switchhook.Agents;

/// <summary>Whether Retell refused a purchase only because it has no such number: then nothing was made, nothing was paid, and another area code may do.</summary>
public static class NoNumber
{
    static readonly string[] Words = ["area code", "no phone number", "numbers available", "not available for purchase"];

    public static bool IsWhy(RetellRefusal refusal) =>
        refusal is { MayHaveHappened: false, Status: HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity }
        && Words.Any(x => refusal.Message.Contains(x, StringComparison.OrdinalIgnoreCase));
}
