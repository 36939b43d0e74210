using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record BuyNumber(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class BuyNumberHandler
{
    public static void Configure(HandlerChain chain) => SetUp.OutlastTheDatabase(chain);

    [MessageTimeout(180)]
    public static Task<(EventsToAppend, OutgoingMessages)> Handle(
        BuyNumber step, [WriteModel(nameof(BuyNumber.Stream))] Agent? agent, RetellAgents retell, CancellationToken stop) =>
        SetUp.Step(SetUpStep.Number, agent, async asked =>
        {
            // Retell bills at once and knows no idempotency: what an earlier try bought is adopted, never bought again.
            var bought = await retell.FindNumber(asked.Tag, stop) ?? await retell.BuyNumber(RetellNumberOrder.For(asked), stop);
            return (
                [new PhoneProvisioned(bought.PhoneNumber, bought.PhoneNumberPretty ?? bought.PhoneNumber, bought.AreaCode)],
                [asked.Changed(AgentStatus.Live, bought.PhoneNumber)]);
        });
}
