using Microsoft.Extensions.Logging;
using Npgsql;

namespace Switchhook.Agents.Reconciliation;

/// <summary>
/// What we believe to hold at Retell, over all tenants: read by the worker alone. An agent is known by its tenant and its id together.
/// </summary>
public sealed partial class HeldResources(NpgsqlDataSource database, ILogger<HeldResources> log)
{
    public async Task<IReadOnlyList<HeldAgent>> ReadAsync(CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            """
            select tenant_id, id, data ->> 'AgentId', data ->> 'Status', data ->> 'LlmId', data ->> 'RetellAgentId', data ->> 'Number', data
                ->> 'Lost',
                coalesce(data -> 'Connection', 'null') <> 'null', data -> 'Connection' ->> 'KeyEnds' is not null,
                data ->> 'Transfers'
            from agents.mt_doc_agentdetails
            """
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        var entries = new List<HeldAgent>();
        while (await rows.ReadAsync(stop))
        {
            if (Guid.TryParse(Text(2), out var agentId))
                entries.Add(
                    new(rows.GetString(0), agentId, Text(3) ?? "", Text(4), Text(5), Text(6), Text(7) ?? "", rows.GetBoolean(8))
                    {
                        IsElsewhere = rows.GetBoolean(9),
                        Transfers = Text(10) ?? "",
                    }
                );
            else
                LogUnreadable(log, rows.GetString(1));
        }
        return entries;

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
    }

    /// <summary>Whether some other agent holds this thing in the platform's account: then it stays.</summary>
    public async Task<bool> IsHeldByAnotherAsync(RetellResourceKind kind, string id, string tenant, Guid agentId, CancellationToken stop) =>
        (await ReadAsync(stop)).Any(x => (x.Tenant, x.AgentId) != (tenant, agentId) && !x.IsElsewhere && x.HasUseFor(kind, id));

    public async Task<bool> IsHeldAsync(RetellResourceKind kind, string id, CancellationToken stop) =>
        (await ReadAsync(stop)).Any(x => !x.IsElsewhere && x.HasUseFor(kind, id));

    public sealed record HeldAgent(
        string Tenant,
        Guid AgentId,
        string Status,
        string? LlmId,
        string? RetellAgentId,
        string? Number,
        string Lost,
        bool IsConnected = false
    )
    {
        /// <summary>In its owner's own Retell account.</summary>
        public bool IsElsewhere { get; init; }

        /// <summary>What sends callers on while the agent is paused, as the read model has it.</summary>
        public string Transfers { get; init; } = "";

        public bool HasUseFor(RetellResourceKind kind, string id) =>
            Holds.Contains((kind, id)) || Transfers.Contains($"\"{id}\"", StringComparison.Ordinal);

        /// <summary>A set-up or its undoing may be between Retell's answer and our note of it.</summary>
        public bool IsMoving =>
            Status is AgentStatus.SettingUp or AgentStatus.Deleting or AgentStatus.Pausing or AgentStatus.Resuming
            || (Status is AgentStatus.NeedsAttention && Lost is "" or "[]");

        public IEnumerable<(RetellResourceKind Kind, string Id)> Holds
        {
            get
            {
                if (Number is not null)
                    yield return (RetellResourceKind.Number, Number);
                if (RetellAgentId is not null)
                    yield return (RetellResourceKind.Agent, RetellAgentId);
                if (LlmId is not null)
                    yield return (RetellResourceKind.Prompt, LlmId);
            }
        }

        public bool IsKnownLost(RetellResourceKind kind) => Lost.Contains($"\"{kind}\"", StringComparison.Ordinal);
    }

    [LoggerMessage(LogLevel.Error, "The agent {Stream} cannot be read and is left out of the comparison with Retell")]
    static partial void LogUnreadable(ILogger log, string stream);
}
