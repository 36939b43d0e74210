using System.Net.Sockets;
using JasperFx;
using Marten.Exceptions;
using Npgsql;

namespace Switchhook.Calls.Ingestion;

/// <summary>Why a transaction failed: the database is away, somebody else was faster, or something in it is wrong.</summary>
static class DatabaseErrors
{
    static readonly string[] Away = ["08", "25", "26", "53", "55", "57", "58"];

    /// <summary>A plan or a table that is just being changed: it passes, and nothing is wrong with the delivery.</summary>
    static readonly string[] Passing =
    [
        PostgresErrorCodes.FeatureNotSupported,
        PostgresErrorCodes.UndefinedTable,
        PostgresErrorCodes.UndefinedColumn,
    ];

    public static bool IsAway(Exception broken) =>
        Chain(broken)
            .Any(x =>
                x switch
                {
                    PostgresException refused => Away.Contains(refused.SqlState[..2]) || Passing.Contains(refused.SqlState),
                    _ => x
                        is NpgsqlException
                            or TimeoutException
                            or IOException
                            or SocketException
                            or OperationCanceledException
                            or ObjectDisposedException,
                }
            );

    public static bool IsRace(Exception broken) =>
        Chain(broken)
            .Any(x =>
                x
                    is ConcurrencyException
                        or ExistingStreamIdCollisionException
                        or PostgresException
                        {
                            SqlState: PostgresErrorCodes.UniqueViolation
                                or PostgresErrorCodes.SerializationFailure
                                or PostgresErrorCodes.DeadlockDetected
                                or "MT003"
                        }
            );

    public static bool Has<T>(Exception broken) => Chain(broken).Any(x => x is T);

    public static string Reason(Exception broken) =>
        Chain(broken).Last() switch
        {
            PostgresException refused => $"PostgreSQL {refused.SqlState}",
            var cause => cause.GetType().Name,
        };

    static IEnumerable<Exception> Chain(Exception broken) =>
        broken switch
        {
            AggregateException many => [many, .. many.InnerExceptions.SelectMany(Chain)],
            { InnerException: { } inner } => [broken, .. Chain(inner)],
            _ => [broken],
        };
}
