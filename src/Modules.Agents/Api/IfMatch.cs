using System.Globalization;
using Microsoft.AspNetCore.Http;
using Switchhook.Contracts;

namespace Switchhook.Agents.Api;

/// <summary>The revision that a change starts from.</summary>
public static class IfMatch
{
    /// <returns>Null when none was sent.</returns>
    /// <param name="newest">What * stands for.</param>
    public static int? Read(HttpContext http, int newest) =>
        http.Request.Headers.IfMatch.ToArray() switch
        {
            [] => null,
            ["*"] => newest,
            [['"', .. var digits, '"']] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) =>
                revision,
            _ => throw new MalformedRequest("If-Match is the ETag of the agent as you read it, such as \"3\"."),
        };

    public static IResult Missing() =>
        Results.Problem(
            "Send the agent's ETag as If-Match, so that nobody's change is overwritten.",
            statusCode: StatusCodes.Status428PreconditionRequired,
            type: ProblemTypes.PreconditionRequired
        );
}
