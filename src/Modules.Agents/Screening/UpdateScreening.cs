using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Screening;

/// <summary>
/// Turns on Retell's inbound webhook while a caller is blocked, and only then, since each caller waits for our answer. An inbound webhook
/// that the number's owner has Retell ask elsewhere is left alone.
/// </summary>
public record UpdateScreening(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class UpdateScreeningHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(120)]
    public static async Task<OutgoingMessages> Handle(
        UpdateScreening step,
        IDocumentSession session,
        RetellAccounts accounts,
        RetellSettings settings,
        CancellationToken stop
    )
    {
        if (
            await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop)
            is not { Deletion: DeletionState.None, Number: not null } agent
        )
            return [];
        object told;
        try
        {
            told = await (await accounts.OfAsync(agent, session, stop)).NumberBindings.UpdateScreening(agent, settings.InboundUrl, stop);
        }
        catch (RetellRefusal refusal) when (!refusal.IsPassing)
        {
            told = new ScreeningFailed($"Retell refused it: {refusal.Message}");
        }

        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        stream.AppendOne(told);
        // Somebody was blocked or unblocked meanwhile.
        if (stream.Aggregate!.IsScreeningRequested != agent.IsScreeningRequested)
            return [new UpdateScreening(step.AgentId)];
        return [new ScreeningChanged(told is ScreeningEnabled, (told as ScreeningFailed)?.Why)];
    }
}
