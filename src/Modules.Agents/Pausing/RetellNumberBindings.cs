using System.Globalization;
using System.Text.Json.Nodes;
using Switchhook.Agents.Retell;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Pausing;

/// <summary>Who answers a number at Retell.</summary>
public sealed class RetellNumberBindings(RetellClient client)
{
    const string LatestPublished = "latest_published";

    /// <summary>
    /// No agent of the owner's is bound any more: without any, Retell takes no call. What takes over when lines are full is not ours to
    /// change.
    /// </summary>
    public async Task<AgentPaused> Pause(Agent agent, CancellationToken stop)
    {
        var number = await Read(agent, stop);
        var bound = Bindings(number).Where(x => agent.Transfers.All(transfer => transfer.RetellAgentId != x.AgentId)).ToList();
        await Write(
            agent,
            new BindNumber(agent.WantedTransfer is { RetellAgentId: { } transfer } ? [new(transfer, 1, LatestPublished)] : []),
            stop
        );
        return new(agent.RequestedRouting.FallbackNumber, bound.Count == 0 ? null : new(number.Text("fallback_number"), bound));
    }

    public async Task<AgentResumed> Resume(Agent agent, CancellationToken stop)
    {
        var before =
            agent.FormerBinding is { } line && line.InboundAgents.Any(x => x.AgentId == agent.RetellAgentId)
                ? line
                : new(null, [new(agent.RetellAgentId!, 1, LatestPublished)]);
        var bound = before
            .InboundAgents.Select(x =>
                RetellBoundAgent.Of(x.AgentId == agent.RetellAgentId ? x with { AgentVersion = LatestPublished } : x)
            )
            .ToList();
        // Older builds paused by a fallback number: that is put back as it was, unless another was chosen since.
        var fallback = agent.Backup.Set is { } set ? set.Number : before.FallbackNumber;
        await Write(agent, agent.IsPausedByFallback ? new BindNumberWithFallback(bound, fallback) : new BindNumber(bound), stop);
        return new();
    }

    public async Task Unpin(Agent agent, CancellationToken stop)
    {
        var bound = Bindings(await Read(agent, stop));
        if (!bound.Any(IsPinned))
            return;
        await Write(
            agent,
            new BindNumber([.. bound.Select(x => RetellBoundAgent.Of(IsPinned(x) ? x with { AgentVersion = LatestPublished } : x))]),
            stop
        );

        bool IsPinned(RetellBinding binding) =>
            binding.AgentId == agent.RetellAgentId && int.TryParse(binding.AgentVersion, CultureInfo.InvariantCulture, out _);
    }

    /// <param name="ours">Where we are asked: what else stands there, the number's owner has put there, and it stays.</param>
    public async Task<object> UpdateScreening(Agent agent, string ours, CancellationToken stop)
    {
        var asks = (await Read(agent, stop)).Text("inbound_webhook_url") is { Length: > 0 } url ? url : null;
        var wanted = agent.IsScreeningRequested ? ours : null;
        if (asks is not null && asks != ours)
            return agent.IsScreeningRequested
                ? new ScreeningFailed("your number at Retell asks another address before it lets a call through")
                : new ScreeningDisabled();
        if (asks != wanted)
            await Write(agent, new SetInboundWebhook(wanted), stop);
        return agent.IsScreeningRequested ? new ScreeningEnabled() : new ScreeningDisabled();
    }

    /// <summary>Retell is told only what it does not have yet. What stands there is recorded first, so that it can be put back.</summary>
    public async Task<object> SetBackupNumber(Agent agent, CancellationToken stop)
    {
        var (backup, found) = (agent.Backup, (await Read(agent, stop)).Text("fallback_number") is { Length: > 0 } number ? number : null);
        if (!backup.Changes(found))
            return new BackupNumberSet(backup.Number);
        if (backup.Before is null)
            return new BackupNumberBegun(agent.IsPausedByFallback ? agent.FormerBinding?.FallbackNumber : found);
        await Write(agent, new SetFallbackNumber(backup.Number), stop);
        return new BackupNumberSet(backup.Number);
    }

    Task<JsonObject> Read(Agent agent, CancellationToken stop) => client.Read<JsonObject>($"/get-phone-number/{Escaped(agent)}", stop);

    Task<JsonObject> Write(Agent agent, IRetellRequest changes, CancellationToken stop) =>
        client.Change($"/update-phone-number/{Escaped(agent)}", changes, stop);

    /// <summary>Of a row without an agent there is nothing to bind again.</summary>
    public static IReadOnlyList<RetellBinding> Bindings(JsonObject number) =>
        number["inbound_agents"] is not JsonArray agents
            ? []
            :
            [
                .. from x in agents.OfType<JsonObject>()
                where x.Text("agent_id") is { Length: > 0 }
                select new RetellBinding(
                    x.Text("agent_id")!,
                    x.Number("weight") ?? 1,
                    x.Text("agent_version") ?? x.Number("agent_version")?.ToString(CultureInfo.InvariantCulture) ?? LatestPublished
                ),
            ];

    static string Escaped(Agent agent) => Uri.EscapeDataString(agent.Number!);
}
