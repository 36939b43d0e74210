using Switchhook.Contracts;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>Something of ours at Retell that no agent holds. Removing what is gone already is silence.</summary>
public record RemoveStray(Holding Kind, string Id) : Discreet;

public static class RemoveStrayHandler
{
    public static void Configure(HandlerChain chain) => SetUp.Outlast(chain);

    [MessageTimeout(180)]
    public static Task Handle(RemoveStray stray, RetellAgents retell, CancellationToken stop) => retell.Remove(stray.Kind, stray.Id, stop);
}
