using Marten;
using Marten.Services;
using Npgsql;

namespace Switchhook.App.Hosting.Database;

/// <summary>Says what failed at the database and never with which values: those are numbers, names and words of people.</summary>
public sealed class MartenLogger(ILogger<MartenLogger> log) : IMartenLogger, IMartenSessionLogger
{
    /// <summary>Two wanted the same at once; whoever comes second decides again, and nobody needs to know.</summary>
    static readonly string[] Races =
    [
        PostgresErrorCodes.UniqueViolation,
        PostgresErrorCodes.SerializationFailure,
        PostgresErrorCodes.DeadlockDetected,
        "MT003",
    ];

    public IMartenSessionLogger StartSession(IQuerySession session) => this;

    public void LogFailure(NpgsqlCommand command, Exception ex) => Log(ex);

    public void LogFailure(NpgsqlBatch batch, Exception ex) => Log(ex);

    public void LogFailure(Exception ex, string message) => Log(ex);

    void Log(Exception broken)
    {
        var refused = (broken as PostgresException) ?? broken.InnerException as PostgresException;
        var level = refused is not null && Races.Contains(refused.SqlState) ? LogLevel.Debug : LogLevel.Error;
        log.Log(
            level,
            "The database refused a command: {Reason} {SqlState} {Table} {Constraint}",
            broken.GetType().Name,
            refused?.SqlState,
            refused?.TableName,
            refused?.ConstraintName
        );
    }

    public void SchemaChange(string sql) { }

    public void LogSuccess(NpgsqlCommand command) { }

    public void LogSuccess(NpgsqlBatch batch) { }

    public void OnBeforeExecute(NpgsqlCommand command) { }

    public void OnBeforeExecute(NpgsqlBatch batch) { }

    public void RecordSavedChanges(IDocumentSession session, IChangeSet commit) { }
}
