using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Pausing;

/// <summary>Publishing twice is publishing once, so an unclear answer is simply asked for again.</summary>
public record PublishTransferAgent(Guid AgentId, int Generation, int Attempt = 1) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class PublishTransferAgentHandler
{
    const int Attempts = 4;

    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<OutgoingMessages> Handle(
        PublishTransferAgent step,
        IDocumentSession session,
        RetellAccounts accounts,
        ProvisioningSettings rules,
        CancellationToken stop
    )
    {
        var (agent, retell) = await TransferSteps.FindAsync(step.Stream, session, accounts, stop);
        if (agent is null)
            return [];
        if (!IsAwaited(agent, step))
            return TransferSteps.UpdateBinding(agent);
        (object Event, OutgoingMessages Next) told;
        try
        {
            var made = await retell!.GetAgent(agent.WantedTransfer!.RetellAgentId!, stop);
            if (!made.IsPublished)
                await retell.Publish(made.AgentId, made.Version, stop);
            told = (new TransferAgentPublished(step.Generation), [new UpdateNumberBinding(step.AgentId)]);
        }
        catch (RetellRefusal unclear) when (unclear.MayHaveHappened && step.Attempt < Attempts)
        {
            var again = new OutgoingMessages();
            again.Delay(step with { Attempt = step.Attempt + 1 }, rules.LookupInterval / 4);
            return again;
        }
        catch (RetellRefusal refusal)
        {
            told = TransferSteps.Failed(agent, step.Generation, refusal);
        }
        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        if (stream.Aggregate is not { } now)
            return [];
        if (!IsAwaited(now, step))
            return TransferSteps.UpdateBinding(now);
        stream.AppendOne(told.Event);
        return told.Next;
    }

    static bool IsAwaited(Agent agent, PublishTransferAgent step) =>
        agent.WantedTransfer?.Generation == step.Generation && agent.AwaitsForTransfer == ProvisioningStage.TransferPublishing;
}
