using Switchhook.Contracts;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>Something of ours at Retell that no agent holds. Removing what is gone already is silence, and so is what an agent holds by now.</summary>
public record RemoveStray(Holding Kind, string Id) : Discreet;

public static class RemoveStrayHandler
{
    public static void Configure(HandlerChain chain) => SetUp.Outlast(chain);

    [MessageTimeout(180)]
    public static async Task Handle(RemoveStray stray, RetellAgents retell, Ledger ledger, CancellationToken stop)
    {
        if (!await ledger.IsHeldAsync(stray.Kind, stray.Id, stop)) await retell.Remove(stray.Kind, stray.Id, stop);
    }
}
