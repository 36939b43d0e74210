using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning.Compensation;

/// <summary>
/// Something of ours at Retell that no agent holds. Removing what is gone already is silence, and so is what an agent holds by now.
/// </summary>
public record RemoveUntrackedResource(RetellResourceKind Kind, string Id) : PersonalData;

public static class RemoveUntrackedResourceHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task Handle(RemoveUntrackedResource command, RetellAgents retell, HeldResources resources, CancellationToken stop)
    {
        if (!await resources.IsHeldAsync(command.Kind, command.Id, stop))
            await retell.Remove(command.Kind, command.Id, stop);
    }
}
