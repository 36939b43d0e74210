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
        if (await session.Events.AggregateStreamAsync<Agent>(message.Stream, token: stop) is not { } agent || agent.Awaits != step) return [];
        if (agent.TriesOf(step) == message.Attempt) return await LookAsync(step, message, agent, session, made, stop);
        if (agent.TriesOf(step) != message.Attempt - 1 || !await BeginAsync(step, message, session, stop)) return [];
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
            return await FailAsync(step, refusal, message, session, stop);
        }
    }

    async Task<OutgoingMessages> LookAsync<T>(SetUpStep step, MakeAtRetell message, Agent agent, IDocumentSession session, Made<T> made, CancellationToken stop) where T : class
    {
        if (await made.Find(agent) is { } found) return await RecordAsync(step, message, found, session, made, stop);
        var look = Math.Max(1, message.Look);
        var next = new OutgoingMessages();
        if (look < MakeAtRetell.Looks) next.Delay(message with { Look = look + 1 }, rules.BetweenLooks);
        else if (message.Attempt < MakeAtRetell.Attempts) next.Add(message with { Attempt = message.Attempt + 1, Look = 0 });
        else return await FailAsync(step, new RetellRefusal(null, "No clear answer to two attempts.", mayHaveHappened: true), message, session, stop);
        return next;
    }

    /// <summary>In a commit of its own, before Retell hears anything. False when another run was faster.</summary>
    async Task<bool> BeginAsync(SetUpStep step, MakeAtRetell message, IDocumentSession caller, CancellationToken stop)
    {
        await using var session = store.LightweightSession(caller.TenantId);
        (session.CorrelationId, session.CausationId, session.LastModifiedBy) = (caller.CorrelationId, caller.CausationId, caller.LastModifiedBy);
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        if (stream.Aggregate?.Awaits != step || stream.Aggregate.TriesOf(step) != message.Attempt - 1) return false;
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
        if (agent.Awaits != step)
            return agent.Holds(made.Kind) == made.Id(thing) ? [] : [new RemoveStray(made.Kind, made.Id(thing))];
        stream.AppendOne(made.Event(thing));
        return made.Then(agent, thing);
    }

    static async Task<OutgoingMessages> FailAsync(SetUpStep step, RetellRefusal refusal, MakeAtRetell message, IDocumentSession session, CancellationToken stop)
    {
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        if (stream.Aggregate is not { } agent || agent.Awaits != step) return [];
        var (failed, next) = SetUp.Failed(step, agent, refusal);
        stream.AppendOne(failed);
        return next;
    }
}

/// <summary>How one kind of thing is made at Retell, found there again by its tag, and written down.</summary>
public sealed record Made<T>(
    Holding Kind, Func<Agent, Task<T>> Make, Func<Agent, Task<T?>> Find, Func<T, string> Id, Func<T, object> Event, Func<Agent, T, OutgoingMessages> Then) where T : class;
