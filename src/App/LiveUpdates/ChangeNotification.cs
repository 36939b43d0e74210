using System.Data.Common;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Switchhook.App.LiveUpdates;

/// <summary>
/// All that a transaction has to tell who listens, in one statement that reads the same whoever it is about: it is prepared once.
/// </summary>
sealed class ChangeNotification(string[] changes) : IStorageOperation
{
    public Type DocumentType => typeof(LiveUpdateStream);

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var parameters = builder.AppendWithParameters("select pg_notify('changed', change) from unnest(^::text[]) change", '^');
        (parameters[0].NpgsqlDbType, parameters[0].Value) = (NpgsqlDbType.Array | NpgsqlDbType.Text, changes);
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;
}
