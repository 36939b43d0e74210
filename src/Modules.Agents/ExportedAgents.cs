using System.Runtime.CompilerServices;
using Marten;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;

namespace Switchhook.Agents;

public sealed class ExportedAgents(IQuerySession agents) : IDataExport
{
    public string Name => "agents";

    public IReadOnlyList<string> Columns => ["id", "name", "status", "number", "retell_agent_id", "requested_at", "deleted_at", "brief"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var x in agents.Query<AgentDetails>().OrderBy(x => x.Id).ToAsyncEnumerable(stop))
            yield return new Dictionary<string, object?>
            {
                ["id"] = x.AgentId,
                ["name"] = x.Name,
                ["status"] = x.Status,
                ["number"] = x.Number,
                ["retell_agent_id"] = x.RetellAgentId,
                ["requested_at"] = x.RequestedAt,
                ["deleted_at"] = x.DeletedAt,
                ["brief"] = x.Brief,
                ["voice"] = x.VoiceName,
                ["greeting"] = x.Greeting,
                ["max_call_minutes"] = x.MaxCallMinutes,
                ["fallback_number"] = x.FallbackNumber,
                ["backup_number"] = x.BackupNumber,
            };
    }
}

/// <summary>Every version that an agent ever had, with what it was told.</summary>
public sealed class ExportedVersions(IQuerySession agents) : IDataExport
{
    public string Name => "agent-versions";

    public IReadOnlyList<string> Columns => ["agent", "version", "state", "at", "by", "note", "retell_version", "published_at"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var agent in await agents.Query<AgentDetails>().OrderBy(x => x.Id).Select(x => x.AgentId).ToListAsync(stop))
        foreach (var x in await agents.RevisionsAsync(agent, stop))
            yield return new Dictionary<string, object?>
            {
                ["agent"] = agent,
                ["version"] = x.Number,
                ["state"] = x.State,
                ["at"] = x.At,
                ["by"] = x.By,
                ["note"] = x.Note,
                ["retell_version"] = x.RetellVersion,
                ["published_at"] = x.PublishedAt,
                ["settings"] = x.Settings,
            };
    }
}
