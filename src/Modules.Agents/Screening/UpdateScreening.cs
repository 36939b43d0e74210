using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>
/// Has Retell ask us before a call is let through while anybody is blocked, and only then: each caller waits for that answer. A question
/// that the number's owner has Retell ask elsewhere is left alone.
/// </summary>
public record GuardLine(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class GuardLineHandler
{
    public static void Configure(HandlerChain chain) => SetUp.Outlast(chain);

    [MessageTimeout(120)]
    public static async Task<OutgoingMessages> Handle(GuardLine step, IDocumentSession session, RetellAccounts accounts, RetellSettings settings, CancellationToken stop)
    {
        if (await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop) is not { Deletion: Deletion.None, Number: not null } agent) return [];
        object told;
        try
        {
            told = await (await accounts.OfAsync(agent, session, stop)).Lines.Guard(agent, settings.InboundUrl, stop);
        }
        catch (RetellRefusal refusal) when (!refusal.IsPassing)
        {
            told = new LineNotGuarded($"Retell refused it: {refusal.Message}");
        }

        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        stream.AppendOne(told);
        // Somebody was blocked or unblocked meanwhile.
        if (stream.Aggregate!.WantsGuard != agent.WantsGuard) return [new GuardLine(step.AgentId)];
        return [new LineGuardSettled(told is LineGuarded, (told as LineNotGuarded)?.Why)];
    }
}
