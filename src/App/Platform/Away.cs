using Npgsql;

namespace Switchhook.App.Platform;

/// <summary>The database does not answer, or not now: nothing is wrong with what was asked of it.</summary>
public static class Away
{
    public static bool Is(Exception broken) => broken switch
    {
        PostgresException refused => refused.IsTransient,
        NpgsqlException => true,
        // A transaction that is disposed of while in use: its connection broke.
        ObjectDisposedException { ObjectName: var name } => name.Contains(nameof(Npgsql), StringComparison.Ordinal),
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>
    /// A server that crashed gives the numbers of appends again which never took effect, and Marten has filled in some of those after all.
    /// The numbers that follow are free.
    /// </summary>
    public static bool GaveTwice(Exception broken) => broken switch
    {
        PostgresException refused => refused is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pkey_mt_events_seq_id" },
        { InnerException: { } inner } => GaveTwice(inner),
        _ => false,
    };

    /// <summary>Thrown where the driver or the store met something that was gone.</summary>
    public static bool MayBe(Exception broken) => broken is NullReferenceException { Source: nameof(Npgsql) or nameof(Marten) };
}
