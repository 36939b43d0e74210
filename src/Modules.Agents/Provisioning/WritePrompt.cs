using Marten;
using Switchhook.Agents.Retell;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning;

public record WritePrompt(Guid AgentId, int Attempt = 1, int Look = 0) : ProvisioningMessage(AgentId, Attempt, Look);

public static class WritePromptHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        WritePrompt step,
        IDocumentSession session,
        ProvisioningStepRunner runner,
        RetellAgents retell,
        CancellationToken stop
    ) =>
        runner.RunAsync<string>(
            ProvisioningStage.Prompt,
            step,
            session,
            new(
                RetellResourceKind.Prompt,
                Make: agent => retell.CreatePrompt(RetellLlm.For(agent), stop),
                Find: agent => retell.FindPrompt(agent.Tag, stop),
                Id: llmId => llmId,
                Event: llmId => new PromptWritten(llmId),
                Then: (agent, _) => [new CreateRetellAgent(agent.AgentId)]
            ),
            stop
        );
}
