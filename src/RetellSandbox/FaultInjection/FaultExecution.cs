namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>One request that a fault befalls, act by act.</summary>
public class FaultExecution(HttpContext http, Workspace workspace, RecordedRequest recorded, Fault fault, long lag)
{
    readonly FailureAction[] acts = FailureModes.All[fault.Way];
    Reply reply = Reply.Empty(200);
    HeldRequest? hold;
    bool told;

    public async Task ExecuteAsync()
    {
        try
        {
            foreach (var act in acts)
                if (!await Take(act))
                    return;
        }
        finally
        {
            if (hold is not null)
            {
                lock (workspace.Gate)
                    fault.Holds.Remove(hold);
                hold.Finish();
            }
        }
    }

    /// <summary>False once nothing more can follow.</summary>
    async Task<bool> Take(FailureAction act)
    {
        switch (act)
        {
            case FailureAction.Do:
                reply = Service<Operations>().Do(workspace, recorded, lag);
                return true;
            case FailureAction.DoLate:
                Service<LateEffects>().Expect(workspace, fault, recorded);
                return true;
            case FailureAction.Wait:
                return await Wait() || Cut();
            case FailureAction.Answer:
                CountStrike();
                await reply.Write(http.Response);
                return false;
            case FailureAction.AnswerEmpty:
                CountStrike();
                await (reply with { Body = [] }).Write(http.Response);
                return false;
            case FailureAction.AnswerHalf:
                CountStrike();
                if (reply.Body.Length > 0)
                    await reply.WriteHalf(http.Response);
                return Cut();
            case FailureAction.Refuse:
                CountStrike();
                await (Reply.Error(fault.Status, fault.Message, fault.IsErrorMessage) with { RetryAfter = fault.RetryAfter }).Write(
                    http.Response
                );
                return false;
            default:
                CountStrike();
                return Cut();
        }
    }

    async Task<bool> Wait()
    {
        var waiting = new HeldRequest();
        lock (workspace.Gate)
        {
            fault.Holds.Add(hold = waiting);
            CountStrike();
        }

        // Who has gone away needs no answer any more; but what it asked for was asked, and can still be done.
        var undone = Array.IndexOf(acts, FailureAction.Do) > Array.IndexOf(acts, FailureAction.Wait);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            Service<IHostApplicationLifetime>().ApplicationStopping,
            undone ? CancellationToken.None : http.RequestAborted
        );
        var over = Task.Delay(
            fault.Ms is { } ms ? TimeSpan.FromMilliseconds(ms) : Timeout.InfiniteTimeSpan,
            Service<TimeProvider>(),
            end.Token
        );
        if (await Task.WhenAny(over, waiting.Decision) == over)
            return over.IsCompletedSuccessfully;
        await end.CancelAsync();
        return await waiting.Decision;
    }

    /// <summary>Once: whoever waits for the fault to strike learns of it when what it does is done, and before who asked does.</summary>
    void CountStrike()
    {
        if (told)
            return;
        told = true;
        lock (workspace.Gate)
            workspace.Faults.Struck(fault);
    }

    bool Cut()
    {
        http.Abort();
        return false;
    }

    T Service<T>()
        where T : notnull => http.RequestServices.GetRequiredService<T>();
}
