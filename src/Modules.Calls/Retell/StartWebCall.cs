using System.Net;
using Switchhook.Contracts;

namespace Switchhook.Calls.Retell;

/// <summary>Opens a call from a browser to this agent, and answers with what the browser needs to join it within 30 seconds.</summary>
public record StartWebCall(string RetellAgentId);

/// <param name="AccessToken">Lets whoever has it speak in this call.</param>
public record WebCall(string CallId, string AccessToken) : Discreet;

public static class StartWebCallHandler
{
    public static async Task<WebCall> Handle(StartWebCall command, RetellCalls retell, CancellationToken stop)
    {
        try
        {
            return await retell.CreateWebCallAsync(command.RetellAgentId, stop) ?? throw new Refused("Retell opened the call without saying how to join it.");
        }
        catch (HttpRequestException failed)
        {
            throw new Refused(failed.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => "All lines are taken just now. Try again when a call has ended.",
                HttpStatusCode.PaymentRequired => "The Retell account has no credit left.",
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Retell does not accept the key that this agent is called with.",
                HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity => "Retell does not know this agent.",
                HttpStatusCode.Gone => "Retell no longer opens calls of this kind. Ring the number instead.",
                _ => "Retell did not open the call just now. Try again in a moment, or ring the number.",
            });
        }
    }
}
