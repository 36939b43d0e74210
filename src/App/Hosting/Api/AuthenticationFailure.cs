using System.Globalization;

namespace Switchhook.App.Hosting.Api;

/// <summary>Why somebody was not let in, where that is more than "unknown": kept with the request until it is answered.</summary>
public sealed record AuthenticationFailure(int Status, string Type, string Detail, int? Wait = null)
{
    static readonly object Key = new();

    public static AuthenticationFailure? Of(HttpContext http) => http.Items[Key] as AuthenticationFailure;

    public void Attach(HttpContext http) => http.Items[Key] = this;

    public Task AnswerAsync(HttpContext http)
    {
        if (Wait is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(Detail, statusCode: Status, type: Type).ExecuteAsync(http);
    }
}
