using Marten.Exceptions;
using Npgsql;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning;

/// <summary>What the steps share.</summary>
public static class ProvisioningRules
{
    public static (ProvisioningFailed, OutgoingMessages) Failed(ProvisioningStage step, Agent agent, RetellRefusal refusal)
    {
        var canGoOn = !refusal.MayHaveHappened && refusal.ReasonAt(step, agent.AreaCode).LacksANumber();
        var failed = new ProvisioningFailed(
            step,
            RefusalText.For(refusal, step, agent.AreaCode),
            refusal.Message,
            refusal.MayHaveHappened,
            canGoOn
        );
        OutgoingMessages next = [agent.Changed(AgentStatus.NeedsAttention) with { RetellsMessage = refusal.Message }];
        if (!canGoOn)
            next.Add(new ReleaseNumber(agent.AgentId));
        return (failed, next);
    }

    public static AgentChanged Changed(this Agent agent, string status, string? number = null) =>
        new(
            $"{agent.AgentId:D}",
            agent.Name,
            status,
            number,
            status is AgentStatus.NeedsAttention or AgentStatus.Failed ? agent.Failure?.RetellsMessage : null,
            agent.RequestedRouting.FallbackNumber,
            agent.Backup.Number
        );

    public static IEnumerable<object> Renamed(this Agent agent, string name) =>
        name == agent.Name || agent.RetellAgentId is not { } id
            ? []
            : [agent.Changed(AgentStatus.Of(agent), agent.Number) with { Name = name }, new AgentRenamed(id, name)];

    /// <summary>Neither a database that is away for a while nor a Retell that cannot be asked may end a set-up half-way.</summary>
    public static void RetryWhileUnavailable(HandlerChain chain)
    {
        chain
            .OnException<RetellRefusal>()
            .ScheduleRetryIndefinitely(
                TimeSpan.FromSeconds(5),
                TimeSpan.FromSeconds(30),
                TimeSpan.FromMinutes(2),
                TimeSpan.FromMinutes(10)
            );
        chain
            .OnException<NpgsqlException>()
            .Or<TimeoutException>()
            .Or<OperationCanceledException>()
            .Or<MartenCommandException>(x => x.InnerException is NpgsqlException { IsTransient: true })
            .ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
    }
}
