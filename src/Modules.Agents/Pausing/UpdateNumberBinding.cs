using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>Binds the number to the agent or unbinds it, as is wanted by then. One at a time: whoever wants otherwise meanwhile is heard at its end.</summary>
public record SwitchLine(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);

    public static OutgoingMessages Unless(bool underWay, Agent agent, bool paused)
    {
        OutgoingMessages next = [agent.Changed(paused ? AgentStatus.Pausing : AgentStatus.Resuming, agent.Number)];
        if (!underWay) next.Add(new SwitchLine(agent.AgentId));
        return next;
    }
}

public static class SwitchLineHandler
{
    // Binding twice is binding once, so what had no answer is simply asked for again.
    public static void Configure(HandlerChain chain) => SetUp.Outlast(chain);

    [MessageTimeout(120)]
    public static async Task<OutgoingMessages> Handle(SwitchLine step, IDocumentSession session, RetellAccounts accounts, Installation installation, CancellationToken stop)
    {
        if (await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop) is not { IsSwitching: true, Deletion: Deletion.None } agent) return [];
        if (agent.NeedsTransfer) return await BeginTransferAsync(step, session, await installation.MarkAsync(stop), stop);
        object told;
        try
        {
            var lines = (await accounts.OfAsync(agent, session, stop)).Lines;
            told = agent.Wanted.Answers ? await lines.Resume(agent, stop) : await lines.Pause(agent, stop);
        }
        catch (RetellRefusal refusal) when (!refusal.IsPassing)
        {
            told = new LineNotSwitched(SwitchSentence.For(refusal, agent), refusal.Message);
        }

        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        if (stream.Aggregate is not { IsSwitching: true, Deletion: Deletion.None } now) return [];
        if (told is LineNotSwitched && now.Wanted != agent.Wanted) return [new SwitchLine(step.AgentId)];
        stream.AppendOne(told);
        var after = now.After(told);
        OutgoingMessages next = [.. after.Transfers.Where(x => x.IsOver).Select(x => new RemoveTransfer(step.AgentId, x.Generation))];
        if (now.Wanted != agent.Wanted) next.Add(new SwitchLine(step.AgentId));
        else next.Add(now.Changed(after.Line.Answers ? AgentStatus.Live : AgentStatus.Paused, now.Number));
        if (told is LineNotSwitched) next.Add(new LookForAgent(step.AgentId));
        return next;
    }

    /// <summary>The agent that sends callers on is made first, so that the number changes hands in one go; its last step comes back here.</summary>
    static async Task<OutgoingMessages> BeginTransferAsync(SwitchLine step, IDocumentSession session, string mark, CancellationToken stop)
    {
        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        if (stream.Aggregate is not { IsSwitching: true, Deletion: Deletion.None, NeedsTransfer: true } agent || agent.WantedTransfer is not null) return [];
        var generation = agent.LastTransfer + 1;
        stream.AppendOne(new TransferWanted(generation, agent.Wanted.FallbackNumber!, Transfer.TagOf(mark, step.AgentId, session.TenantId, generation)));
        return [new WriteTransferPrompt(step.AgentId)];
    }
}
