using JasperFx;
using Marten;
using Switchhook.Agents.Provisioning;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <param name="AgentId">By <see cref="Switchhook.BuildingBlocks.DeterministicId"/>: sent twice, it is the same wish.</param>
/// <param name="SystemPrompt">Empty: the agent keeps the one it has.</param>
/// <param name="Key">Null: the agent is in the platform's own account, and an admin has to agree.</param>
public record ConnectAgent(Guid AgentId, string Name, string? SystemPrompt, string RetellAgentId, string Number, ProtectedKey? Key)
    : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class ConnectAgentHandler
{
    // Two at once: the second decides again and finds the quota taken.
    public static void Configure(HandlerChain chain) =>
        chain.OnException<DocumentAlreadyExistsException>().Or<ConcurrencyException>().RetryTimes(3);

    public static Task<AgentQuota?> LoadAsync(IDocumentSession session, IExternalChanges outside, CancellationToken stop)
    {
        outside.ThrowIfHeldBack();
        return session.LoadAsync<AgentQuota>(AgentQuota.Only, stop);
    }

    public static (IMartenOp, IMartenOp, EventsToAppend, OutgoingMessages) Handle(
        ConnectAgent command,
        [WriteModel(nameof(ConnectAgent.Stream))] Agent? agent,
        AgentQuota? quota,
        ProvisioningSettings rules,
        DateTimeOffset now
    )
    {
        if (agent is { Connection.IsOver: true } or { IsCompensated: true })
            throw new Refused("This attempt has ended. Open the form again and send it once more.");
        if (agent is not null)
            return (MartenOps.Nothing(), MartenOps.Nothing(), [], []);
        if (quota?.AgentId is not null)
            throw new Refused("You already have an agent. Each account has one: open it to change it.");
        if (quota?.NextAttemptAt(now) is { } next)
            throw new RetryLater(
                $"{AgentQuota.AttemptsPerHour} attempts an hour are possible. The next one is in "
                    + $"{Math.Ceiling((next - now).TotalMinutes):0} minutes.",
                next
            );

        var wish = ConnectionInputRules.Check(command);
        return (
            quota is null
                ? MartenOps.Insert(AgentQuota.Free.Attempt(command.AgentId, now))
                : MartenOps.Update(quota.Attempt(command.AgentId, now)),
            command.Key is { } key ? new StoreOwnerKey(command.AgentId, key.Sealed, now) : MartenOps.Nothing(),
            [wish],
            [
                command.Key is null ? new FindAgent(command.AgentId) : new CheckKey(command.AgentId),
                new AgentChanged($"{command.AgentId:D}", wish.Name, AgentStatus.SettingUp, null),
            ]
        );
    }
}
