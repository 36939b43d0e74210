using Npgsql;

namespace Switchhook.App.Hosting;

/// <summary>The database does not answer, or not now: nothing is wrong with what was asked of it.</summary>
public static class DatabaseErrors
{
    public static bool IsUnavailable(Exception broken) =>
        broken switch
        {
            PostgresException refused => refused.IsTransient,
            NpgsqlException => true,
            // A transaction that is disposed of while in use: its connection broke.
            ObjectDisposedException { ObjectName: var name } => name.Contains(nameof(Npgsql), StringComparison.Ordinal),
            { InnerException: { } inner } => IsUnavailable(inner),
            _ => false,
        };

    /// <summary>
    /// A server that crashed gives the numbers of appends again which never took effect, and Marten has filled in some of those after all.
    /// The numbers that follow are free.
    /// </summary>
    public static bool IsReusedSequence(Exception broken) =>
        broken switch
        {
            PostgresException refused => refused
                is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pkey_mt_events_seq_id" },
            { InnerException: { } inner } => IsReusedSequence(inner),
            _ => false,
        };

    /// <summary>
    /// A table or a plan that is just being changed, a query that was cancelled, a server that only reads for now; or what only a newer
    /// build than this one has written.
    /// </summary>
    public static bool IsTransient(Exception broken) =>
        broken switch
        {
            PostgresException refused => Passing.Contains(refused.SqlState),
            Marten.Exceptions.UnknownEventTypeException or Marten.Exceptions.EventDeserializationFailureException => true,
            JasperFx.Events.UnknownEventTypeException or JasperFx.Events.EventDeserializationFailureException => true,
            { InnerException: { } inner } => IsTransient(inner),
            _ => false,
        };

    static readonly string[] Passing =
    [
        PostgresErrorCodes.FeatureNotSupported,
        PostgresErrorCodes.UndefinedTable,
        PostgresErrorCodes.UndefinedColumn,
        PostgresErrorCodes.QueryCanceled,
        PostgresErrorCodes.ReadOnlySqlTransaction,
        PostgresErrorCodes.InvalidSqlStatementName,
        PostgresErrorCodes.InternalError,
    ];

    /// <summary>Thrown where the driver or the store met something that was gone.</summary>
    public static bool IsBrokenConnection(Exception broken) =>
        broken is NullReferenceException { Source: nameof(Npgsql) or nameof(Marten) };
}
