using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using JasperFx;
using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Inbox;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Notifications;

/// <param name="Day">When it was planned for. Whether a mail is due is read from the plan: a message that comes for an earlier plan does
/// nothing.</param>
public record SendDigest(string Day);

public static class SendDigestHandler
{
    public static void Configure(HandlerChain chain)
    {
        chain.RetryOnPlanConflict();
        chain.RetryWhileDatabaseIsUnavailable();
    }

    public static async Task<OutgoingMessages> Handle(
        SendDigest command,
        IDocumentSession session,
        PublicAddress site,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var plan = await DigestPlan.ReadAsync(session, stop);
        if (await session.LoadAsync<LegacyDigestPlan>(command.Day, stop) is { } former)
            plan = await WithLegacyLeadsAsync(plan, former, session, now, stop);
        // Another machine's clock may be ahead of this one's.
        if (!plan.IsDue(now))
            return plan.At is { } later && command == At(later) ? Schedule(plan, now) : [];
        var (taken, rest) = plan.Take(now);
        rest.Write(session);
        var next = new OutgoingMessages();
        if (rest.At is { } at)
            next.Add(At(at));
        var message = (await session.LoadManyAsync<LeadList>(stop, [.. taken])).Where(x => x.NeedsAttention).OrderBy(x => x.Queue).ToList();
        if (message.Count == 0)
            return next;
        var waiting = await session.Query<LeadList>().CountAsync(x => x.NeedsAttention, stop);
        var key = Key(now, taken);
        foreach (var lead in message)
            session.Store(new LeadInEmail(lead.Id, key));
        next.Add(DigestEmail.Of(key, message, Math.Max(0, waiting - message.Count - rest.Leads.Count), site, now));
        return next;
    }

    /// <summary>A plan is looked at when it is due, by a message; of those for one moment, each after the first does nothing.</summary>
    public static OutgoingMessages Schedule(DigestPlan plan, DateTimeOffset now)
    {
        var next = new OutgoingMessages();
        if (plan.At is not { } at)
            return next;
        if (at <= now)
            next.Add(At(at));
        else
            next.Delay(At(at), at - now);
        return next;
    }

    static SendDigest At(DateTimeOffset at) => new(at.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>The same leads are the same mail.</summary>
    static string Key(DateTimeOffset now, IEnumerable<string> leads) =>
        $"digest/{now:yyyy-MM-dd}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', leads))))[..12]}";

    /// <summary>A former build kept no list, and mailed everybody who waits.</summary>
    static async Task<DigestPlan> WithLegacyLeadsAsync(
        DigestPlan plan,
        LegacyDigestPlan former,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        session.Delete(former);
        var waiting = await session
            .Query<LeadList>()
            .Where(x => x.NeedsAttention)
            .OrderBy(x => x.Queue)
            .Select(x => x.Id)
            .Take(DigestPlan.Most)
            .ToListAsync(stop);
        return plan with { Leads = [.. plan.Leads.Union(waiting)], At = now };
    }
}

static class DigestRetryPolicy
{
    /// <summary>Two write one plan: the second decides again. Many leads at once do so for as long as it takes.</summary>
    public static void RetryOnPlanConflict(this HandlerChain chain) =>
        chain
            .OnException<ConcurrencyException>()
            .Or<DocumentAlreadyExistsException>()
            .RetryWithCooldown([.. new[] { 20, 50, 100, 200, 500, 1000 }.Select(x => TimeSpan.FromMilliseconds(x))])
            .Then.ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
}
