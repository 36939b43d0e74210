using System.Data.Common;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Switchhook.Calls.Search;

/// <summary>
/// Writes the words of many calls, reading nothing. Where they are new the call has no number any more: it has to be filed again.
/// </summary>
public sealed class CallSearchIndexWrite(IReadOnlyCollection<CallSearchEntry> calls) : IStorageOperation, NoDataReturnedCall
{
    public IReadOnlyCollection<CallSearchEntry> Calls => calls;

    public Type DocumentType => typeof(CallSearchEntry);

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var parameters = builder.AppendWithParameters(
            $"""
            insert into {CallSearchIndex.TableName} as w (tenant_id, id, caller, said, understood, turns, answers)
            select * from unnest(^::text[], ^::text[], ^::text[], ^::text[], ^::text[], ^::text[], ^::text[])
            on conflict (tenant_id, id) do update
            set caller = coalesce(excluded.caller, w.caller), said = coalesce(excluded.said, w.said), understood = coalesce(excluded.understood, w.understood),
                turns = coalesce(excluded.turns, w.turns), answers = coalesce(excluded.answers, w.answers), number = null
            where (w.caller, w.said, w.understood, w.turns, w.answers) is distinct
                from (coalesce(excluded.caller, w.caller), coalesce(excluded.said, w.said),
                coalesce(excluded.understood, w.understood), coalesce(excluded.turns, w.turns), coalesce(excluded.answers, w.answers))
            """,
            '^'
        );
        Set(0, x => x.Tenant);
        Set(1, x => x.Id);
        Set(2, x => x.Caller);
        Set(3, x => x.Said);
        Set(4, x => x.Understood);
        Set(5, x => x.Turns);
        Set(6, x => x.Answers);

        void Set(int place, Func<CallSearchEntry, string?> value) =>
            (parameters[place].NpgsqlDbType, parameters[place].Value) = (
                NpgsqlDbType.Array | NpgsqlDbType.Text,
                calls.Select(value).ToArray()
            );
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;
}
