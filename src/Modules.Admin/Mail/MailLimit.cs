using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.RateLimiting;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.Admin.Mail;

/// <summary>
/// How many mails anybody can have us send without being signed in: to one mailbox from one network, from one network at all, and to one
/// mailbox from anywhere. Everybody is told the same, whether a mail goes out or not; whoever reads the mailbox has the link of an earlier
/// one then, and it is as good.
/// </summary>
public sealed class MailLimit(
    RateLimitStore limits,
    KnownNetworks networks,
    ILookupNormalizer normalizer,
    IHttpContextAccessor http,
    TimeProvider time
)
{
    public const int PerHour = 5;

    public static readonly TokenBucket OfMailboxAndNetwork = new("mail", PerHour, TimeSpan.FromHours(1) / PerHour);
    public static readonly TokenBucket OfNetwork = new("mail network", Burst: 60, TimeSpan.FromMinutes(1));
    public static readonly TokenBucket OfMailbox = new("mail address", Burst: 15, TimeSpan.FromMinutes(10));

    /// <exception cref="RetryLater">Too many for one network, whichever the addresses are.</exception>
    public async Task<bool> TryAcquireAsync(string email)
    {
        var (mailbox, network) = (
            RateLimitKey.Of(Mailbox.Of(email).ToUpperInvariant()),
            Network.Of(http.HttpContext?.Connection.RemoteIpAddress)
        );
        if ((await limits.TakeAsync(OfNetwork, "", network)).Wait is { } wait)
            throw new RetryLater(
                $"Too many mails were asked for from your network. Try again in {SignInLimits.Words(wait)}.",
                time.GetUtcNow() + wait
            );
        RateLimitTarget own = new(OfMailboxAndNetwork, mailbox, network);
        RateLimitTarget[] all = await networks.ContainsAsync(normalizer.NormalizeEmail(email), network)
            ? [own]
            : [new(OfMailbox, mailbox, ""), own];
        return (await limits.TakeAsync(all)).Wait is null;
    }
}
