using JasperFx.Events;
using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents;

/// <summary>
/// The intent is committed, then Retell is asked once, then the answer is committed. Whatever ends between those three, the next run
/// finds the intent, and looks for what it may have made before it makes anything.
/// </summary>
[ChangesOutside]
public sealed class Maker(IDocumentStore store, SetUpRules rules)
{
    public async Task<OutgoingMessages> Make<T>(SetUpStep step, MakeAtRetell message, IDocumentSession session, Made<T> made, CancellationToken stop) where T : class
    {
        if (await session.Events.AggregateStreamAsync<Agent>(message.Stream, token: stop) is not { } agent) return [];
        if (made.Awaits(agent) != step) return made.Otherwise(agent);
        if (made.Tries(agent, step) == message.Attempt) return await LookAsync(step, message, agent, session, made, stop);
        if (made.Tries(agent, step) != message.Attempt - 1 || !await BeginAsync(step, message, session, made, stop)) return [];
        try
        {
            return await RecordAsync(step, message, await made.Make(agent), session, made, stop);
        }
        catch (RetellRefusal unclear) when (unclear.MayHaveHappened)
        {
            session.Events.Append(message.Stream, new StepUnclear(step, message.Attempt, unclear.Message));
            return [message with { Look = 1 }];
        }
        catch (RetellRefusal refusal)
        {
            return await FailAsync(step, refusal, message, session, made, stop);
        }
    }

    async Task<OutgoingMessages> LookAsync<T>(SetUpStep step, MakeAtRetell message, Agent agent, IDocumentSession session, Made<T> made, CancellationToken stop) where T : class
    {
        if (await made.Find(agent) is { } found) return await RecordAsync(step, message, found, session, made, stop);
        var look = Math.Max(1, message.Look);
        var next = new OutgoingMessages();
        if (look < MakeAtRetell.Looks) next.Delay(message with { Look = look + 1 }, rules.BetweenLooks);
        else if (message.Attempt < MakeAtRetell.Attempts) next.Add(message with { Attempt = message.Attempt + 1, Look = 0 });
        else return await FailAsync(step, new RetellRefusal(null, "No clear answer to two attempts.", mayHaveHappened: true), message, session, made, stop);
        return next;
    }

    /// <summary>In a commit of its own, before Retell hears anything. False when another run was faster.</summary>
    async Task<bool> BeginAsync<T>(SetUpStep step, MakeAtRetell message, IDocumentSession caller, Made<T> made, CancellationToken stop) where T : class
    {
        await using var session = store.LightweightSession(caller.TenantId);
        (session.CorrelationId, session.CausationId, session.LastModifiedBy) = (caller.CorrelationId, caller.CausationId, caller.LastModifiedBy);
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        if (stream.Aggregate is not { } agent || made.Awaits(agent) != step || made.Tries(agent, step) != message.Attempt - 1) return false;
        stream.AppendOne(new StepBegun(step, message.Attempt));
        await session.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>An answer that comes after the set-up has gone on without it is for something nobody needs.</summary>
    static async Task<OutgoingMessages> RecordAsync<T>(
        SetUpStep step, MakeAtRetell message, T thing, IDocumentSession session, Made<T> made, CancellationToken stop) where T : class
    {
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        var agent = stream.Aggregate!;
        if (made.Awaits(agent) != step) return made.Unneeded?.Invoke(agent, thing)
            ?? (agent.Holds(made.Kind) == made.Id(thing) ? [] : [new RemoveStray(made.Kind, made.Id(thing))]);
        stream.AppendOne(made.Event(thing));
        made.Beside?.Invoke(session, agent, thing);
        return made.Then(agent, thing);
    }

    static async Task<OutgoingMessages> FailAsync<T>(
        SetUpStep step, RetellRefusal refusal, MakeAtRetell message, IDocumentSession session, Made<T> made, CancellationToken stop) where T : class
    {
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        if (stream.Aggregate is not { } agent) return [];
        if (made.Awaits(agent) != step) return made.Otherwise(agent);
        var (failed, next) = made.Failed(agent, step, refusal);
        stream.AppendOne(failed);
        return next;
    }
}

/// <summary>How one kind of thing is made at Retell, found there again by its tag, and written down.</summary>
public sealed record Made<T>(
    Holding Kind, Func<Agent, Task<T>> Make, Func<Agent, Task<T?>> Find, Func<T, string> Id, Func<T, object> Event, Func<Agent, T, OutgoingMessages> Then) where T : class
{
    public Func<Agent, SetUpStep?> Awaits { get; init; } = agent => agent.Awaits;
    public Func<Agent, SetUpStep, int> Tries { get; init; } = (agent, step) => agent.TriesOf(step);
    public Func<Agent, SetUpStep, RetellRefusal, (object, OutgoingMessages)> Failed { get; init; } = (agent, step, refusal) => SetUp.Failed(step, agent, refusal);

    /// <summary>What follows when the step is not awaited any more.</summary>
    public Func<Agent, OutgoingMessages> Otherwise { get; init; } = _ => [];

    /// <summary>What is kept in the same commit.</summary>
    public Action<IDocumentSession, Agent, T>? Beside { get; init; }

    /// <summary>What becomes of an answer that nobody waits for; null: it is removed.</summary>
    public Func<Agent, T, OutgoingMessages>? Unneeded { get; init; }
}
