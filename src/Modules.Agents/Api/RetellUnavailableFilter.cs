using Microsoft.AspNetCore.Http;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;

namespace Switchhook.Agents.Api;

/// <summary>What Retell could not be asked is not decided: the caller may send it again.</summary>
public static class RetellUnavailableFilter
{
    public static async ValueTask<object?> Answer(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (RetellRefusal)
        {
            call.HttpContext.Response.Headers.RetryAfter = "30";
            return TypedResults.Problem(
                "Retell cannot be asked right now. Send the request again in a while.",
                statusCode: StatusCodes.Status503ServiceUnavailable,
                type: ProblemTypes.Unavailable
            );
        }
    }
}
