using Marten.Exceptions;
using Npgsql;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>No lead is lost while the database is unavailable. Retries start in memory: scheduling one would need a write.</summary>
public static class DatabaseRetryPolicy
{
    public static void RetryWhileDatabaseIsUnavailable(this HandlerChain chain) =>
        chain
            .OnException(IsAway, "the database is away")
            .RetryWithCooldown([.. new[] { 0.25, 1, 2, 4, 8, 15, 15 }.Select(TimeSpan.FromSeconds)])
            .Then.ScheduleRetryIndefinitely(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));

    static bool IsAway(Exception broken) =>
        broken switch
        {
            MartenCommandException { InnerException: { } inner } => IsAway(inner),
            PostgresException refused => refused.IsTransient,
            // A transaction that is disposed of while in use: its connection broke.
            NpgsqlException or TimeoutException or IOException or ObjectDisposedException => true,
            _ => false,
        };
}
