using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.Admin.Mail;
using Wolverine;

namespace Switchhook.Admin.Messages;

/// <summary>
/// Keeps at hand how many messages were given up and how many mails did not go out: for the meter <c>switchhook.messages</c>, for
/// /health/ready, and for the notices on pages. Admins are mailed about given-up messages, once a day.
/// </summary>
public sealed partial class MessageMonitor : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    readonly (
        FailedMessages Failed,
        NpgsqlDataSource Database,
        IServiceScopeFactory Scopes,
        TimeProvider Time,
        IHostApplicationLifetime Life,
        ILogger<MessageMonitor> Log
    ) dependencies;
    readonly Meter meter = new("switchhook.messages");

    public MessageMonitor(
        FailedMessages failed,
        NpgsqlDataSource database,
        IServiceScopeFactory scopes,
        TimeProvider time,
        IHostApplicationLifetime life,
        ILogger<MessageMonitor> log
    )
    {
        dependencies = (failed, database, scopes, time, life, log);
        Gauge("dead_letters", "{message}", "Messages that were given up and wait for an admin", x => x.DeadLetters);
        Gauge("mails_undelivered", "{mail}", "Mails of the last week that did not go out, or may not have", x => x.Undelivered);
    }

    /// <summary>Nothing until first looked.</summary>
    public MessageStatistics Latest { get; private set; } = new(0, 0, 0, false);

    public async Task<MessageStatistics> RefreshAsync(CancellationToken stop)
    {
        var (letters, _) = await dependencies.Failed.ReadAsync(stop, most: 1);
        await using var command = dependencies.Database.CreateCommand(
            """
            select count(*) filter (where is_late)::int, count(*) filter (where is_late and tenant_id = $1)::int,
                coalesce(bool_or(waits and (data ->> 'IsServerDown')::boolean), false)
            from (
                select *, not waits or data ->> 'Error' is not null or (state = 'Sending' and (data ->> 'ClaimedAt')::timestamptz < $2)
                    as is_late
                from (
                    select *, data ->> 'State' as state, data ->> 'State' in ('Waiting', 'Sending') as waits
                    from admin.mt_doc_outboxmail where data ->> 'State' <> 'Sent') unsent
                where waits or mt_last_modified > now() - interval '7 days'
            ) x
            """
        );
        command.Parameters.AddWithValue(OutboxMail.ToAddress);
        command.Parameters.AddWithValue(dependencies.Time.GetUtcNow() - OutboxMail.LongestSending);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return Latest = new(letters, row.GetInt32(0), row.GetInt32(1), row.GetBoolean(2));
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        dependencies.Life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stop);
            for (var told = 0; ; await Task.Delay(Every, dependencies.Time, stop))
                try
                {
                    var figures = await RefreshAsync(stop);
                    if (figures.DeadLetters > told)
                        await MailAdminsAsync(figures.DeadLetters);
                    told = figures.DeadLetters;
                }
                catch (Exception away) when (!stop.IsCancellationRequested)
                {
                    LogReadFailed(dependencies.Log, away.GetType().Name);
                }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task MailAdminsAsync(int deadLetters)
    {
        LogGivenUp(dependencies.Log, deadLetters);
        await using var scope = dependencies.Scopes.CreateAsyncScope();
        var link = scope.ServiceProvider.GetRequiredService<MailSettings>().Link("/admin/messages");
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(AccountEmails.MessagesFailed(deadLetters, link));
    }

    void Gauge(string name, string unit, string description, Func<MessageStatistics, int> read) =>
        meter.CreateObservableGauge("switchhook.messages." + name, () => read(Latest), unit, description);

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "Message and mail statistics could not be read: {Reason}")]
    static partial void LogReadFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error, "{Count} messages failed permanently and need an admin: see /admin/messages")]
    static partial void LogGivenUp(ILogger log, int count);
}

/// <param name="Undelivered">Mails that were given up in the last week, wait after a failed attempt, or were begun and never
/// settled.</param>
/// <param name="AccountMails">Of these, those that somebody needs to get in: confirming, a new password.</param>
/// <param name="IsServerDown">A mail waits because the mail server could not be used.</param>
public sealed record MessageStatistics(int DeadLetters, int Undelivered, int AccountMails, bool IsServerDown);
