using System.Net;
using Marten;
using Npgsql;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Retell;
using Switchhook.Contracts;

namespace Switchhook.Calls.TestCalls;

/// <summary>Opens a call from a browser to this agent, and answers with what the browser needs to join it within 30 seconds.</summary>
public record StartWebCall(string RetellAgentId);

/// <param name="AccessToken">Lets whoever has it speak in this call.</param>
public record WebCall(string CallId, string AccessToken) : PersonalData;

public static class StartWebCallHandler
{
    public static async Task<WebCall> Handle(
        StartWebCall command,
        IDocumentSession session,
        RetellCalls retell,
        OperatorAlerts alerts,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await CountAsync(session, now, stop);
        try
        {
            var call = await retell.CreateWebCallAsync(session.TenantId, command.RetellAgentId, stop);
            alerts.Resolve(OperatorAlert.WebCalls);
            return call ?? throw new Refused("Retell opened the call without saying how to join it.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new Refused("Retell did not answer in time. Try again in a moment, or call the number.");
        }
        catch (HttpRequestException failed)
        {
            if (IsEnded(failed))
                alerts.Raise(
                    OperatorAlert.WebCalls,
                    "Retell has ended the endpoint for calls from the browser (/v2/create-web-call): test calls from the browser "
                        + "no longer work."
                );
            throw new Refused(
                failed.StatusCode switch
                {
                    HttpStatusCode.TooManyRequests => "All lines are taken just now. Try again when a call has ended.",
                    HttpStatusCode.PaymentRequired => "The Retell account has no credit left.",
                    HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                        "Retell does not accept the key that this agent is called with.",
                    HttpStatusCode.UnprocessableEntity => "Retell does not know this agent.",
                    _ when IsEnded(failed) =>
                        "Calls from the browser are no longer available: Retell has ended them. Call the agent’s number from any "
                            + "phone instead.",
                    _ => "Retell did not open the call just now. Try again in a moment, or call the number.",
                }
            );
        }
    }

    /// <summary>An agent that Retell does not know is a 422; a path that it does not know, or knows no more, is one of these.</summary>
    static bool IsEnded(HttpRequestException failed) =>
        failed.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed;

    /// <summary>Before the call is opened, and one after the other: of many asked for at once, those beyond the limit are not.</summary>
    static async Task CountAsync(IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        await session.BeginTransactionAsync(stop);
        await using (
            var turn = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('test calls ' || $1, 0))", session.Connection)
        )
        {
            turn.Parameters.Add(new() { Value = session.TenantId });
            await turn.ExecuteNonQueryAsync(stop);
        }
        if (await session.LoadAsync<TestCallHistory>(TestCallHistory.Own, stop) is { } lately)
            session.UpdateRevision(lately.With(now), lately.Version + 1);
        else
            session.Insert(new TestCallHistory([now]));
        await session.SaveChangesAsync(stop);
    }
}
