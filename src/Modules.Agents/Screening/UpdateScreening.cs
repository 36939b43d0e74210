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
/// Has Retell ask us before a call is let through while anybody is blocked, and only then: each caller waits for that answer. A question
/// that the number's owner has Retell ask elsewhere is left alone.
/// </summary>
public record UpdateScreening(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class UpdateScreeningHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningSupport.RetryWhileDatabaseIsUnavailable(chain);

    [MessageTimeout(120)]
    public static async Task<OutgoingMessages> Handle(UpdateScreening step, IDocumentSession session, RetellAccounts accounts, RetellSettings settings, CancellationToken stop)
    {
        if (await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop) is not { Deletion: DeletionState.None, Number: not null } agent) return [];
        object told;
        try
        {
            told = await (await accounts.OfAsync(agent, session, stop)).Lines.Guard(agent, settings.InboundUrl, stop);
        }
        catch (RetellRefusal refusal) when (!refusal.IsPassing)
        {
            told = new ScreeningFailed($"Retell refused it: {refusal.Message}");
        }

        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        stream.AppendOne(told);
        // Somebody was blocked or unblocked meanwhile.
        if (stream.Aggregate!.WantsGuard != agent.WantsGuard) return [new UpdateScreening(step.AgentId)];
        return [new ScreeningChanged(told is ScreeningEnabled, (told as ScreeningFailed)?.Why)];
    }
}
