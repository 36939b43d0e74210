using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Switchhook.Agents;

/// <summary>
/// Owners' Retell keys that cannot be opened, since the data protection keys that sealed them are lost. Only their owners can give them again:
/// their pages ask for it, and /health/ready says how many there are.
/// </summary>
public sealed class LostKeys(NpgsqlDataSource database, KeySeal seal) : IHealthCheck
{
    const string Current = "select tenant_id, agent_id, sealed from secrets.retell_keys where until is null";

    public async Task<bool> IsLostAsync(string tenant, Guid agentId, CancellationToken stop = default)
    {
        await using var command = database.CreateCommand(Current + " and tenant_id = $1 and agent_id = $2");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(agentId);
        return await CountAsync(command, stop) > 0;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        try
        {
            await using var command = database.CreateCommand(Current);
            return await CountAsync(command, stop).WaitAsync(TimeSpan.FromSeconds(1), stop) is > 0 and var lost
                ? HealthCheckResult.Degraded($"{lost} connected {(lost == 1 ? "agent has a Retell key" : "agents have Retell keys")} that cannot be opened, so no calls come in: their owners have to enter the key again.")
                : HealthCheckResult.Healthy();
        }
        // That the database is away is said by another check.
        catch (Exception away) when (away is NpgsqlException or TimeoutException) { return HealthCheckResult.Healthy(); }
    }

    async Task<int> CountAsync(NpgsqlCommand command, CancellationToken stop)
    {
        var lost = 0;
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            if (!seal.Opens(rows.GetString(0), rows.GetString(2))) lost++;
        return lost;
    }
}
