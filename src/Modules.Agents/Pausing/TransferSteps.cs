using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Wolverine;

namespace Switchhook.Agents.Pausing;

/// <summary>
/// What the steps that make a transfer agent share. None of them ends the owner's agent: when one fails, the line stays as it was.
/// </summary>
public static class TransferSteps
{
    public static ProvisionedResource<T> Of<T>(
        int generation,
        RetellResourceKind kind,
        Func<Agent, Task<T>> make,
        Func<Agent, Task<T?>> find,
        Func<T, string> id,
        Func<T, object> happened,
        Func<Agent, T, OutgoingMessages> then
    )
        where T : class =>
        new(kind, make, find, id, happened, then)
        {
            Awaits = agent => agent.WantedTransfer?.Generation == generation ? agent.AwaitsForTransfer : null,
            Tries = (agent, step) =>
                agent.Transfers.FirstOrDefault(x => x.Generation == generation)?.Begun is { } begun && begun.Step == step
                    ? begun.Attempt
                    : 0,
            WhenNotAwaited = UpdateBinding,
            Unneeded = (agent, thing) => [.. UpdateBinding(agent), new RemoveTransfer(agent.AgentId, generation, kind, id(thing))],
            Failed = (agent, step, refusal) => Failed(agent, generation, refusal),
        };

    /// <summary>Something else is wanted by now, and nobody else says so.</summary>
    public static OutgoingMessages UpdateBinding(Agent agent) =>
        agent is { IsRoutingPending: true, Deletion: DeletionState.None } ? [new UpdateNumberBinding(agent.AgentId)] : [];

    public static (object, OutgoingMessages) Failed(Agent agent, int generation, RetellRefusal refusal) =>
        (
            new NumberBindingFailed(PauseText.For(refusal, agent), refusal.Message),
            [
                new RemoveTransfer(agent.AgentId, generation),
                agent.Changed(agent.Routing.Answers ? AgentStatus.Live : AgentStatus.Paused, agent.Number),
            ]
        );

    public static async Task<(Agent? Agent, RetellAgents? Retell)> FindAsync(
        string stream,
        IDocumentSession session,
        RetellAccounts accounts,
        CancellationToken stop
    ) =>
        await session.Events.AggregateStreamAsync<Agent>(stream, token: stop) is { } agent
            ? (agent, (await accounts.OfAsync(agent, session, stop)).Agents)
            : (null, null);
}
