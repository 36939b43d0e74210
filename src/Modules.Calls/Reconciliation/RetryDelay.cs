using System.Globalization;
using System.Net;

namespace Switchhook.Calls.Reconciliation;

/// <summary>How long to wait before asking Retell the same again: as long as it says, else twice as long each time.</summary>
public static class RetryDelay
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    public static bool MayHelp(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.Conflict
                or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;

    public static TimeSpan Before(int attempt, HttpResponseMessage? answer, DateTimeOffset now) =>
        answer is not null && Asked(answer, now) is { } asked
            ? asked
            : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, 0.5 * Math.Pow(2, attempt)));

    static TimeSpan? Asked(HttpResponseMessage answer, DateTimeOffset now)
    {
        if (
            answer.Headers.TryGetValues("Retry-After-Ms", out var given)
            && double.TryParse(given.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ms)
            && ms < 86_400_000
        )
            return TimeSpan.FromMilliseconds(ms);
        var after = answer.Headers.RetryAfter;
        // Against the clock that wrote it, where the answer tells that.
        var wait = after?.Delta ?? after?.Date - (answer.Headers.Date ?? now);
        return wait is { } some
            ? some > TimeSpan.Zero
                ? some
                : TimeSpan.Zero
            : null;
    }
}
