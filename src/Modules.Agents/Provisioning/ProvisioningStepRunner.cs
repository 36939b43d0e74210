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
public sealed class ProvisioningStepRunner(IDocumentStore store, ProvisioningSettings rules)
{
    public async Task<OutgoingMessages> RunAsync<T>(
        ProvisioningStage step,
        ProvisioningMessage message,
        IDocumentSession session,
        ProvisionedResource<T> resource,
        CancellationToken stop
    )
        where T : class
    {
        if (await session.Events.AggregateStreamAsync<Agent>(message.Stream, token: stop) is not { } agent)
            return [];
        if (resource.Awaits(agent) != step)
            return resource.WhenNotAwaited(agent);
        if (resource.Tries(agent, step) == message.Attempt)
            return await FindOrRetryAsync(step, message, agent, session, resource, stop);
        if (resource.Tries(agent, step) != message.Attempt - 1 || !await BeginAsync(step, message, session, resource, stop))
            return [];
        try
        {
            return await RecordAsync(step, message, await resource.Make(agent), session, resource, stop);
        }
        catch (RetellRefusal unclear) when (unclear.MayHaveHappened)
        {
            session.Events.Append(message.Stream, new StepUnclear(step, message.Attempt, unclear.Message));
            return [message with { Look = 1 }];
        }
        catch (RetellRefusal refusal)
        {
            return await FailAsync(step, refusal, message, session, resource, stop);
        }
    }

    async Task<OutgoingMessages> FindOrRetryAsync<T>(
        ProvisioningStage step,
        ProvisioningMessage message,
        Agent agent,
        IDocumentSession session,
        ProvisionedResource<T> resource,
        CancellationToken stop
    )
        where T : class
    {
        if (await resource.Find(agent) is { } found)
            return await RecordAsync(step, message, found, session, resource, stop);
        var look = Math.Max(1, message.Look);
        var next = new OutgoingMessages();
        if (look < ProvisioningMessage.MaxLookups)
            next.Delay(message with { Look = look + 1 }, rules.LookupInterval);
        else if (message.Attempt < ProvisioningMessage.Attempts)
            next.Add(message with { Attempt = message.Attempt + 1, Look = 0 });
        else
            return await FailAsync(
                step,
                new RetellRefusal(null, "No clear answer to two attempts.", mayHaveHappened: true),
                message,
                session,
                resource,
                stop
            );
        return next;
    }

    /// <summary>In a commit of its own, before Retell hears anything. False when another run was faster.</summary>
    async Task<bool> BeginAsync<T>(
        ProvisioningStage step,
        ProvisioningMessage message,
        IDocumentSession caller,
        ProvisionedResource<T> resource,
        CancellationToken stop
    )
        where T : class
    {
        await using var session = store.LightweightSession(caller.TenantId);
        (session.CorrelationId, session.CausationId, session.LastModifiedBy) = (
            caller.CorrelationId,
            caller.CausationId,
            caller.LastModifiedBy
        );
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        if (stream.Aggregate is not { } agent || resource.Awaits(agent) != step || resource.Tries(agent, step) != message.Attempt - 1)
            return false;
        stream.AppendOne(new StepBegun(step, message.Attempt));
        await session.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>An answer that comes after the set-up has gone on without it is for something nobody needs.</summary>
    static async Task<OutgoingMessages> RecordAsync<T>(
        ProvisioningStage step,
        ProvisioningMessage message,
        T thing,
        IDocumentSession session,
        ProvisionedResource<T> resource,
        CancellationToken stop
    )
        where T : class
    {
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        var agent = stream.Aggregate!;
        if (resource.Awaits(agent) != step)
            return resource.Unneeded?.Invoke(agent, thing)
                ?? (
                    agent.Holds(resource.Kind) == resource.Id(thing) ? [] : [new RemoveUntrackedResource(resource.Kind, resource.Id(thing))]
                );
        stream.AppendOne(resource.Event(thing));
        resource.AlsoStore?.Invoke(session, agent, thing);
        return resource.Then(agent, thing);
    }

    static async Task<OutgoingMessages> FailAsync<T>(
        ProvisioningStage step,
        RetellRefusal refusal,
        ProvisioningMessage message,
        IDocumentSession session,
        ProvisionedResource<T> resource,
        CancellationToken stop
    )
        where T : class
    {
        var stream = await session.Events.FetchForWriting<Agent>(message.Stream, stop);
        if (stream.Aggregate is not { } agent)
            return [];
        if (resource.Awaits(agent) != step)
            return resource.WhenNotAwaited(agent);
        var (failed, next) = resource.Failed(agent, step, refusal);
        stream.AppendOne(failed);
        return next;
    }
}

/// <summary>How one kind of thing is made at Retell, found there again by its tag, and written down.</summary>
public sealed record ProvisionedResource<T>(
    RetellResourceKind Kind,
    Func<Agent, Task<T>> Make,
    Func<Agent, Task<T?>> Find,
    Func<T, string> Id,
    Func<T, object> Event,
    Func<Agent, T, OutgoingMessages> Then
)
    where T : class
{
    public Func<Agent, ProvisioningStage?> Awaits { get; init; } = agent => agent.Awaits;
    public Func<Agent, ProvisioningStage, int> Tries { get; init; } = (agent, step) => agent.TriesOf(step);
    public Func<Agent, ProvisioningStage, RetellRefusal, (object, OutgoingMessages)> Failed { get; init; } =
        (agent, step, refusal) => ProvisioningRules.Failed(step, agent, refusal);

    /// <summary>What follows when the step is not awaited any more.</summary>
    public Func<Agent, OutgoingMessages> WhenNotAwaited { get; init; } = _ => [];

    /// <summary>What is kept in the same commit.</summary>
    public Action<IDocumentSession, Agent, T>? AlsoStore { get; init; }

    /// <summary>What becomes of an answer that nobody waits for; null: it is removed.</summary>
    public Func<Agent, T, OutgoingMessages>? Unneeded { get; init; }
}
