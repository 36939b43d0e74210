using Marten;
using Switchhook.Agents.Retell;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning;

/// <summary>The last step and the only one that costs money: bought and bound in one call.</summary>
public record BuyNumber(Guid AgentId, int Attempt = 1, int Look = 0) : ProvisioningMessage(AgentId, Attempt, Look);

public static class BuyNumberHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        BuyNumber step,
        IDocumentSession session,
        ProvisioningStepRunner runner,
        RetellAgents retell,
        CancellationToken stop
    ) =>
        runner.RunAsync<RetellNumber>(
            ProvisioningStage.Number,
            step,
            session,
            new(
                RetellResourceKind.Number,
                Make: agent => retell.BuyNumber(RetellNumberOrder.For(agent), stop),
                Find: agent => retell.FindNumber(agent.Tag, stop),
                Id: bought => bought.PhoneNumber,
                Event: bought => new PhoneProvisioned(bought.PhoneNumber, bought.PhoneNumberPretty ?? bought.PhoneNumber, bought.AreaCode),
                Then: (agent, bought) => [agent.Changed(AgentStatus.Live, bought.PhoneNumber)]
            ),
            stop
        );
}
