using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;

namespace Switchhook.Agents.Connections;

/// <summary>
/// Owners' Retell keys that cannot be opened, since the data protection keys that sealed them are lost. Only their owners can give them
/// again:
/// their pages ask for it, and /health/ready says how many there were at the last look. Looked for when the site starts, and now and then.
/// </summary>
public sealed partial class UnreadableKeyCheck(
    NpgsqlDataSource database,
    RetellKeyProtector protector,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime life,
    TimeProvider time,
    ILogger<UnreadableKeyCheck> log
) : BackgroundService, IHealthCheck
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    volatile int unreadable;

    public async Task<bool> IsUnreadableAsync(string tenant, Guid agentId, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            "select sealed from secrets.retell_keys where until is null and tenant_id = $1 and agent_id = $2"
        );
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(agentId);
        return await command.ExecuteScalarAsync(stop) is string ciphertext && !protector.CanUnprotect(tenant, ciphertext);
    }

    /// <summary>What has changed is told to the agents that it concerns.</summary>
    public async Task CheckAsync(CancellationToken stop)
    {
        var (count, changed) = (0, new List<(string Tenant, Guid AgentId)>());
        await using (
            var command = database.CreateCommand(
                """
                select k.tenant_id, k.agent_id, k.sealed, coalesce((d.data -> 'Connection' ->> 'IsKeyLost')::boolean, false)
                from secrets.retell_keys k join agents.mt_doc_agentdetails d on d.tenant_id = k.tenant_id and d.id = 'agent/' || k.agent_id
                where k.until is null
                """
            )
        )
        await using (var rows = await command.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop))
            {
                var isLost = !protector.CanUnprotect(rows.GetString(0), rows.GetString(2));
                if (isLost)
                    count++;
                if (isLost != rows.GetBoolean(3))
                    changed.Add((rows.GetString(0), rows.GetGuid(1)));
            }
        unreadable = count;
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        foreach (var (tenant, agentId) in changed)
            await bus.PublishAsync(new RecordKeyReadability(agentId), new DeliveryOptions { TenantId = tenant });
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default) =>
        Task.FromResult(
            unreadable is > 0 and var count
                ? HealthCheckResult.Degraded(
                    $"{count} connected {(count == 1 ? "agent has a Retell key" : "agents have Retell keys")} that cannot be opened, so "
                        + $"no calls come in: their owners have to enter the key again."
                )
                : HealthCheckResult.Healthy()
        );

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stop);
            for (; ; await Task.Delay(Every, time, stop))
                await TryAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task TryAsync(CancellationToken stop)
    {
        try
        {
            await CheckAsync(stop);
        }
        // What is not caught here would end the site; the next look comes anyway.
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, broken.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Checking owners' Retell keys failed: {Reason}; retrying later")]
    static partial void LogFailed(ILogger log, string reason);
}
