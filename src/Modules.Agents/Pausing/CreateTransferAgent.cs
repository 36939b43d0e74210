using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Pausing;

public record CreateTransferAgent(Guid AgentId, int Attempt = 1, int Look = 0) : ProvisioningMessage(AgentId, Attempt, Look);

public static class CreateTransferAgentHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<OutgoingMessages> Handle(
        CreateTransferAgent step,
        IDocumentSession session,
        ProvisioningStepRunner runner,
        RetellAccounts accounts,
        RetellSettings settings,
        CancellationToken stop
    )
    {
        var (agent, retell) = await TransferSteps.FindAsync(step.Stream, session, accounts, stop);
        if (agent?.WantedTransfer is not { Generation: var generation, LlmId: not null } transfer)
            return agent is null ? [] : TransferSteps.UpdateBinding(agent);
        return await runner.RunAsync(
            ProvisioningStage.TransferAgent,
            step,
            session,
            TransferSteps.Of<CreatedRetellAgent>(
                generation,
                RetellResourceKind.Agent,
                make: now => retell!.CreateAgent(RetellAgent.ForTransfer(now, transfer, settings.WebhookUrl), stop),
                find: _ => retell!.FindAgent(transfer.Tag, stop),
                id: made => made.AgentId,
                happened: made => new TransferAgentCreated(generation, made.AgentId, made.Version),
                // Linked before it answers: the calls it takes are this owner's.
                then: (now, made) => [new AgentLinked(made.AgentId, now.Name), new PublishTransferAgent(now.AgentId, generation)]
            ) with
            {
                // In an account of the owner's own, what it tells is signed with the owner's key.
                AlsoStore = (kept, now, made) =>
                {
                    if (now.Connection is { HasOwnKey: true })
                        AgentLinks.Add(kept, made.AgentId, now.AgentId);
                },
            },
            stop
        );
    }
}
