using Marten;

namespace Switchhook.Leads.Notifications;

/// <summary>A mail about leads that did not reach its owner, as far as anybody knows. Gone once it was sent after all.</summary>
/// <param name="Id">The mail's key.</param>
/// <param name="MaybeSent">The connection broke while it was handed over.</param>
public record UndeliveredLeadEmail(string Id, DateTimeOffset At, bool MaybeSent)
{
    static readonly TimeSpan Shown = TimeSpan.FromDays(14);

    public static async Task<int> CountAsync(IQuerySession session, DateTimeOffset now, CancellationToken stop)
    {
        var since = now - Shown;
        return await session.Query<UndeliveredLeadEmail>().CountAsync(x => x.At >= since, stop);
    }
}
