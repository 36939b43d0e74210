using System.Runtime.CompilerServices;
using Marten;
using Switchhook.Contracts;

namespace Switchhook.Admin.Mail;

/// <summary>The mails they were sent; without the words, whose links work like keys.</summary>
public sealed class ExportedMails(IQuerySession mails) : IDataExport
{
    public string Name => "mails";

    public IReadOnlyList<string> Columns => ["about", "to", "subject", "state", "attempts", "made_at", "sent_at", "error"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var x in mails.Query<OutboxMail>().OrderBy(x => x.Id).ToAsyncEnumerable(stop))
            yield return new Dictionary<string, object?>
            {
                ["about"] = x.Id,
                ["to"] = x.To,
                ["subject"] = x.Subject,
                ["state"] = x.State,
                ["attempts"] = x.Attempts,
                ["made_at"] = x.MadeAt,
                ["sent_at"] = x.SentAt,
                ["error"] = x.Error,
            };
    }
}
