using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Pausing;

public record WriteTransferPrompt(Guid AgentId, int Attempt = 1, int Look = 0) : ProvisioningMessage(AgentId, Attempt, Look);

public static class WriteTransferPromptHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<OutgoingMessages> Handle(
        WriteTransferPrompt step,
        IDocumentSession session,
        ProvisioningStepRunner runner,
        RetellAccounts accounts,
        CancellationToken stop
    )
    {
        var (agent, retell) = await TransferSteps.FindAsync(step.Stream, session, accounts, stop);
        if (agent?.WantedTransfer is not { Generation: var generation } transfer)
            return agent is null ? [] : TransferSteps.UpdateBinding(agent);
        return await runner.RunAsync(
            ProvisioningStage.TransferPrompt,
            step,
            session,
            TransferSteps.Of<string>(
                generation,
                RetellResourceKind.Prompt,
                make: _ => retell!.CreatePrompt(RetellLlm.ForTransfer(transfer), stop),
                find: _ => retell!.FindPrompt(transfer.Tag, stop),
                id: llmId => llmId,
                happened: llmId => new TransferPromptWritten(generation, llmId),
                then: (now, _) => [new CreateTransferAgent(now.AgentId)]
            ),
            stop
        );
    }
}
