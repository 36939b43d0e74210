using JasperFx;
using Marten;
using Switchhook.Agents.Purchases;
using Switchhook.Agents.Voices;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning;

/// <param name="AgentId">By <see cref="Switchhook.BuildingBlocks.DeterministicId"/>: sent twice, it is the same wish.</param>
/// <param name="AreaCode">Three digits, or empty for any US number.</param>
/// <param name="Network">From which it was asked for; see <see cref="PurchaseNetwork"/>.</param>
public record CreateAgent(
    Guid AgentId,
    string Name,
    string Brief,
    string VoiceId,
    string? AreaCode,
    string Network = PurchaseNetwork.Unknown
) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class CreateAgentHandler
{
    // Two at once: whoever comes second decides again, and meets the first one's slot.
    public static void Configure(HandlerChain chain) =>
        chain.OnException<DocumentAlreadyExistsException>().Or<ConcurrencyException>().Or<Exception>(PurchaseLedger.IsFull).RetryTimes(3);

    public static async Task<(AgentQuota?, IReadOnlyList<Voice>, TagOwner, PurchaseCount)> LoadAsync(
        CreateAgent command,
        IDocumentSession session,
        VoiceCatalog voices,
        Installation installation,
        IExternalChanges outside,
        PurchaseLedger purchases,
        PurchaseLimits limits,
        OperatorAlerts alerts,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        outside.ThrowIfHeldBack();
        var bought = await purchases.CountAsync(command.Network, now, stop);
        if (bought.All >= limits.PerDay)
            alerts.Note(OperatorNotice.Purchases, $"{now:yyyy-MM-dd}", limits.Reached);
        return (
            await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop),
            await voices.AllOrRefuse(stop),
            new(await installation.MarkAsync(stop), session.TenantId),
            bought
        );
    }

    public static (IMartenOp, IMartenOp, EventsToAppend, OutgoingMessages) Handle(
        CreateAgent command,
        [WriteModel(nameof(CreateAgent.Stream))] Agent? agent,
        AgentQuota? quota,
        IReadOnlyList<Voice> voices,
        TagOwner maker,
        PurchaseCount bought,
        PurchaseLimits purchases,
        ProvisioningSettings rules,
        CallLimits limits,
        DateTimeOffset now
    )
    {
        if (agent is { IsCompensated: true })
            throw new Refused("This attempt was undone. Check the form and send it once more.");
        if (agent is not null)
            return (MartenOps.Nothing(), MartenOps.Nothing(), [], []);
        if (quota?.AgentId is not null)
            throw new Refused("You already have an agent. Each account has one: open it to change it.");
        if (quota?.NextAt(rules.CreationsPerHour, now) is { } next)
            throw new RetryLater(
                $"{rules.CreationsPerHour} creations an hour are possible. The next one is in "
                    + $"{Math.Ceiling((next - now).TotalMinutes):0} minutes.",
                next
            );
        if (quota?.NextAttemptAt(now) is { } later)
            throw new RetryLater(
                $"{AgentQuota.AttemptsPerHour} attempts an hour are possible. The next one is in "
                    + $"{Math.Ceiling((later - now).TotalMinutes):0} minutes.",
                later
            );

        var wish = AgentInputRules.Check(command, voices) with
        {
            Installation = maker.Installation,
            Tenant = maker.Tenant,
            Greeting = Prompt.Greeting,
            MaxCallMinutes = limits.MaxCallMinutes,
        };
        purchases.Check(bought, now);
        return (
            quota is null
                ? MartenOps.Insert(AgentQuota.Free.Take(command.AgentId, now))
                : MartenOps.Update(quota.Take(command.AgentId, now)),
            new ReservePurchase(command.AgentId, command.Network, purchases, now),
            [wish],
            [
                .. purchases.Alarms(bought),
                new WritePrompt(command.AgentId),
                new AgentChanged($"{command.AgentId:D}", wish.Name, AgentStatus.SettingUp, null),
            ]
        );
    }
}

/// <summary>What the tags of all that is made for an agent say of its maker.</summary>
public sealed record TagOwner(string Installation, string Tenant);
