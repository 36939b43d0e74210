using Npgsql;
using Switchhook.Contracts;

namespace Switchhook.Calls.Reconciliation;

public sealed class ReconciledAccounts(NpgsqlDataSource database, RetellSettings platform, IRetellKeys keys)
{
    public async Task<IReadOnlyList<ReconciledAccount>> ReadAsync(CancellationToken stop)
    {
        var (ours, owners) = (new HashSet<string>(), new List<ReconciledAccount>());
        foreach (var (agent, linked) in await RoutesAsync(stop))
            if (linked && await keys.OfAsync(agent, stop) is { } own)
                owners.Add(new(agent, own.Tenant, own.ApiKey, new HashSet<string> { agent }));
            else
                ours.Add(agent);
        return ours.Count == 0 ? owners : [new(ReconciledAccount.Platform, null, platform.ApiKey, ours), .. owners];
    }

    async Task<List<(string Agent, bool Linked)>> RoutesAsync(CancellationToken stop)
    {
        await using var command = database.CreateCommand("select retell_agent_id, linked from calls.agent_routes");
        await using var rows = await command.ExecuteReaderAsync(stop);
        var routes = new List<(string, bool)>();
        while (await rows.ReadAsync(stop))
            routes.Add((rows.GetString(0), rows.GetBoolean(1)));
        return routes;
    }
}
