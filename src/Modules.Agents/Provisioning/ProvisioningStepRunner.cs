using Marten;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Provisioning;

/// <summary>
/// The intent is committed, then Retell is asked once, then the answer is committed. Whatever ends between those three, the next run
/// finds the intent, and looks for what it may have made before it makes anything.
/// </summary>
[ChangesExternalSystems]
public sealed class ProvisioningStep(IDocumentStore store, ProvisioningSettings rules)
{
    public async Task<OutgoingMessages> Make<T>(ProvisioningStage step, ProvisioningMessage message, IDocumentSession session, ProvisionedResource<T> made, CancellationToken stop) where T : class
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

    async Task<OutgoingMessages> LookAsync<T>(ProvisioningStage step, ProvisioningMessage message, Agent agent, IDocumentSession session, ProvisionedResource<T> made, CancellationToken stop) where T : class
    {
        if (await made.Find(agent) is { } found) return await RecordAsync(step, message, found, session, made, stop);
        var look = Math.Max(1, message.Look);
        var next = new OutgoingMessages();
        if (look < ProvisioningMessage.Looks) next.Delay(message with { Look = look + 1 }, rules.BetweenLooks);
        else if (message.Attempt < ProvisioningMessage.Attempts) next.Add(message with { Attempt = message.Attempt + 1, Look = 0 });
        else return await FailAsync(step, new RetellRefusal(null, "No clear answer to two attempts.", mayHaveHappened: true), message, session, made, stop);
        return next;
    }

    /// <summary>In a commit of its own, before Retell hears anything. False when another run was faster.</summary>
    async Task<bool> BeginAsync<T>(ProvisioningStage step, ProvisioningMessage message, IDocumentSession caller, ProvisionedResource<T> made, CancellationToken stop) where T : class
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
        ProvisioningStage step, ProvisioningMessage message, T thing, IDocumentSession session, ProvisionedResource<T> made, CancellationToken stop) where T : class
    {
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        var agent = stream.Aggregate!;
        if (made.Awaits(agent) != step) return made.Unneeded?.Invoke(agent, thing)
            ?? (agent.Holds(made.Kind) == made.Id(thing) ? [] : [new RemoveUntrackedResource(made.Kind, made.Id(thing))]);
        stream.AppendOne(made.Event(thing));
        made.Beside?.Invoke(session, agent, thing);
        return made.Then(agent, thing);
    }

    static async Task<OutgoingMessages> FailAsync<T>(
        ProvisioningStage step, RetellRefusal refusal, ProvisioningMessage message, IDocumentSession session, ProvisionedResource<T> made, CancellationToken stop) where T : class
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
public sealed record ProvisionedResource<T>(
    RetellResourceKind Kind, Func<Agent, Task<T>> Make, Func<Agent, Task<T?>> Find, Func<T, string> Id, Func<T, object> Event, Func<Agent, T, OutgoingMessages> Then) where T : class
{
    public Func<Agent, ProvisioningStage?> Awaits { get; init; } = agent => agent.Awaits;
    public Func<Agent, ProvisioningStage, int> Tries { get; init; } = (agent, step) => agent.TriesOf(step);
    public Func<Agent, ProvisioningStage, RetellRefusal, (object, OutgoingMessages)> Failed { get; init; } = (agent, step, refusal) => ProvisioningSupport.Failed(step, agent, refusal);

    /// <summary>What follows when the step is not awaited any more.</summary>
    public Func<Agent, OutgoingMessages> Otherwise { get; init; } = _ => [];

    /// <summary>What is kept in the same commit.</summary>
    public Action<IDocumentSession, Agent, T>? Beside { get; init; }

    /// <summary>What becomes of an answer that nobody waits for; null: it is removed.</summary>
    public Func<Agent, T, OutgoingMessages>? Unneeded { get; init; }
}
