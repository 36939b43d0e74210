using Npgsql;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>What the steps share: each is done when it is due, once, and a refusal starts the way back.</summary>
public static class SetUp
{
    public static async Task<(EventsToAppend, OutgoingMessages)> Step(
        SetUpStep step, Agent? agent, Func<Agent, Task<(EventsToAppend, OutgoingMessages)>> take)
    {
        if (agent?.Awaits != step) return ([], []);
        try
        {
            return await take(agent!);
        }
        catch (RetellRefusal refusal)
        {
            return Failed(step, agent!, refusal);
        }
    }

    public static (EventsToAppend, OutgoingMessages) Failed(SetUpStep step, Agent agent, RetellRefusal refusal) => (
        [new ProvisioningFailed(step, RefusalSentence.For(refusal, step, agent.AreaCode), refusal.Message, refusal.MayHaveHappened)],
        [new ReleaseNumber(agent.AgentId), agent.Changed(AgentStatus.NeedsAttention)]);

    public static AgentChanged Changed(this Agent agent, string status, string? number = null) => new($"{agent.AgentId:D}", agent.Name, status, number);

    /// <summary>A database that is away for a while must not end a set-up half-way; asked again, every step looks before it makes.</summary>
    public static void OutlastTheDatabase(HandlerChain chain) => chain
        .OnException<NpgsqlException>().Or<TimeoutException>().Or<OperationCanceledException>()
        .ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
}
