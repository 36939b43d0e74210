using Marten;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning;

public record CreateRetellAgent(Guid AgentId, int Attempt = 1, int Look = 0) : ProvisioningMessage(AgentId, Attempt, Look);

public static class CreateRetellAgentHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        CreateRetellAgent step,
        IDocumentSession session,
        ProvisioningStepRunner runner,
        RetellAgents retell,
        RetellSettings settings,
        CancellationToken stop
    ) =>
        runner.RunAsync<CreatedRetellAgent>(
            ProvisioningStage.Agent,
            step,
            session,
            new(
                RetellResourceKind.Agent,
                Make: agent => retell.CreateAgent(RetellAgent.For(agent, settings.WebhookUrl), stop),
                Find: agent => retell.FindAgent(agent.Tag, stop),
                Id: made => made.AgentId,
                Event: made => new AgentCreated(made.AgentId, made.Version),
                // Linked before it has a number: no call can come before Calls knows whose it is.
                Then: (agent, made) => [new AgentLinked(made.AgentId, agent.Name), new PublishAgent(agent.AgentId)]
            ),
            stop
        );
}
