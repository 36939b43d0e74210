using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Voices;
using Switchhook.Contracts;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Versions;

/// <summary>Looks whether callers hear what we published, or what somebody made in Retell's dashboard.</summary>
/// <param name="Surely">Also when Retell was asked just now.</param>
public record CheckLiveVersion(Guid AgentId, bool Surely = false) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class CheckLiveVersionHandler
{
    // Opening the settings, and the next reconciliation, check again.
    public static void Configure(HandlerChain chain) => chain.OnException<RetellRefusal>().Discard();

    [MessageTimeout(120)]
    public static async Task Handle(
        CheckLiveVersion look,
        IDocumentSession session,
        RetellAccounts accounts,
        VoiceCatalog voices,
        LiveVersionSettings rules,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (!look.Surely && (await session.LoadAsync<LiveVersionCheck>($"{look.AgentId:D}", stop))?.At > now - rules.Every)
            return;
        if (
            await session.Events.AggregateStreamAsync<Agent>(look.Stream, token: stop)
                is not { Deletion: DeletionState.None, Failure: null, Awaits: null, Revisions: [_, ..] } agent
            || agent.Connection?.Status is not null
        )
            return;
        if (agent.Revisions.Publishing() is not null)
            return;

        var live = await LiveVersion.Of(agent, (await accounts.OfAsync(agent, session, stop)).Versions, stop);
        var told = EventOf(agent, live, live.Foreign is null ? [] : await voices.All(stop));
        session.Store(new LiveVersionCheck($"{look.AgentId:D}", now));
        if (told is null)
            return;
        var stream = await session.Events.FetchForWriting<Agent>(look.Stream, stop);
        // The stream has changed since: this check is outdated, and another will follow.
        if (
            stream.Aggregate is { Deletion: DeletionState.None } still
            && still.Revisions.Count == agent.Revisions.Count
            && still.Revisions.Publishing() is null
        )
            stream.AppendOne(told);
    }

    public static object? EventOf(Agent agent, LiveVersion live, IReadOnlyList<Voice> voices) =>
        live switch
        {
            { Ours: { } ours } => new EditPublished(ours.Number, live.Number),
            { Foreign: { } foreign } => agent.ForeignEdit?.RetellVersion == foreign.Number ? null : foreign.Noticed(agent, voices),
            _ => agent.ForeignEdit is null ? null : new ForeignEditWithdrawn(live.Number),
        };
}

/// <summary>When Retell was last asked what callers of an agent hear.</summary>
public record LiveVersionCheck(string Id, DateTimeOffset At);

/// <param name="Every">At most so often is Retell asked about one agent. Configured as Agents__LookMinutes.</param>
public record LiveVersionSettings(TimeSpan Every);
