using Npgsql;

namespace Switchhook.Agents;

/// <summary>What we believe to hold at Retell, over all tenants: read by the worker alone.</summary>
public sealed class Ledger(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<Entry>> ReadAsync(CancellationToken stop)
    {
        await using var command = database.CreateCommand("""
            select tenant_id, (data ->> 'AgentId')::uuid, data ->> 'Status', data ->> 'LlmId', data ->> 'RetellAgentId', data ->> 'Number', data ->> 'Lost', data ->> 'Connection' is not null
            from agents.mt_doc_agentdetails
            """);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var entries = new List<Entry>();
        while (await rows.ReadAsync(stop))
            entries.Add(new(rows.GetString(0), rows.GetGuid(1), rows.GetString(2), Text(3), Text(4), Text(5), Text(6) ?? "", rows.GetBoolean(7)));
        return entries;

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
    }

    public sealed record Entry(string Tenant, Guid AgentId, string Status, string? LlmId, string? RetellAgentId, string? Number, string Lost, bool IsConnected = false)
    {
        /// <summary>A set-up or its undoing may be between Retell's answer and our note of it.</summary>
        public bool IsMoving => Status is AgentStatus.SettingUp or AgentStatus.Deleting || (Status is AgentStatus.NeedsAttention && Lost is "" or "[]");

        public IEnumerable<(Holding Kind, string Id)> Holds
        {
            get
            {
                if (Number is not null) yield return (Holding.Number, Number);
                if (RetellAgentId is not null) yield return (Holding.Agent, RetellAgentId);
                if (LlmId is not null) yield return (Holding.Prompt, LlmId);
            }
        }

        public bool IsKnownLost(Holding kind) => Lost.Contains($"\"{kind}\"", StringComparison.Ordinal);
    }
}
