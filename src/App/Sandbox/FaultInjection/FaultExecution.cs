namespace Switchhook.App.Sandbox.FaultInjection;

/// <summary>One request that a fault befalls, act by act.</summary>
public class Failure(HttpContext http, Workspace workspace, RecordedRequest order, Fault fault, long lag)
{
    readonly FailureAction[] acts = FailureModes.All[fault.Way];
    Reply reply = Reply.Empty(200);
    Hold? hold;
    bool told;

    public async Task Befall()
    {
        try
        {
            foreach (var act in acts)
                if (!await Take(act)) return;
        }
        finally
        {
            if (hold is not null)
            {
                lock (workspace.Gate) fault.Holds.Remove(hold);
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
                reply = Service<Operations>().Do(workspace, order, lag);
                return true;
            case FailureAction.DoLate:
                Service<LateEffects>().Expect(workspace, fault, order);
                return true;
            case FailureAction.Wait:
                return await Wait() || Cut();
            case FailureAction.Answer:
                Tell();
                await reply.Write(http.Response);
                return false;
            case FailureAction.AnswerEmpty:
                Tell();
                await (reply with { Body = [] }).Write(http.Response);
                return false;
            case FailureAction.AnswerHalf:
                Tell();
                if (reply.Body.Length > 0) await reply.WriteHalf(http.Response);
                return Cut();
            case FailureAction.Refuse:
                Tell();
                await (Reply.Error(fault.Status, fault.Message, fault.IsErrorMessage) with { RetryAfter = fault.RetryAfter }).Write(http.Response);
                return false;
            default:
                Tell();
                return Cut();
        }
    }

    async Task<bool> Wait()
    {
        var waiting = new Hold();
        lock (workspace.Gate)
        {
            fault.Holds.Add(hold = waiting);
            Tell();
        }

        // Who has gone away needs no answer any more; but what it asked for was asked, and can still be done.
        var undone = Array.IndexOf(acts, FailureAction.Do) > Array.IndexOf(acts, FailureAction.Wait);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            Service<IHostApplicationLifetime>().ApplicationStopping, undone ? CancellationToken.None : http.RequestAborted);
        var over = Task.Delay(fault.Ms is { } ms ? TimeSpan.FromMilliseconds(ms) : Timeout.InfiniteTimeSpan, Service<TimeProvider>(), end.Token);
        if (await Task.WhenAny(over, waiting.Verdict) == over) return over.IsCompletedSuccessfully;
        await end.CancelAsync();
        return await waiting.Verdict;
    }

    /// <summary>Once: whoever waits for the fault to strike learns of it when what it does is done, and before who asked does.</summary>
    void Tell()
    {
        if (told) return;
        told = true;
        lock (workspace.Gate) workspace.Faults.Struck(fault);
    }

    bool Cut()
    {
        http.Abort();
        return false;
    }

    T Service<T>() where T : notnull => http.RequestServices.GetRequiredService<T>();
}
