using Marten;

namespace Switchhook.Admin.Mail;

/// <summary>The newest mails of the outbox: an owner's own, or for an admin everybody's.</summary>
public static class OutboxList
{
    const int Most = 100;

    public static Task<IReadOnlyList<OutboxMail>> ReadAsync(IQuerySession own, CancellationToken stop) =>
        own.Query<OutboxMail>().OrderByDescending(x => x.MadeAt).Take(Most).ToListAsync(stop);

    public static async Task<IReadOnlyList<OutboxMail>> ReadAllAsync(
        IDocumentStore audit,
        Guid reader,
        OutboxState? state,
        CancellationToken stop
    )
    {
        await using var session = audit.QuerySession(reader.ToString());
        var mails = session.Query<OutboxMail>().Where(x => x.AnyTenant());
        if (state is { } wanted)
            mails = mails.Where(x => x.State == wanted);
        return await mails.OrderByDescending(x => x.MadeAt).Take(Most).ToListAsync(stop);
    }

    public static string Dot(this OutboxState state) =>
        state switch
        {
            OutboxState.Sent => "good",
            OutboxState.Unsure => "warn",
            OutboxState.Failed => "bad",
            OutboxState.Sending => "info",
            _ => "neutral",
        };

    public static string Words(this OutboxState state) => state is OutboxState.Unsure ? "May have been sent" : state.ToString();
}
