using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.Admin.RateLimiting;

/// <summary>
/// How often a password may be tried: for an address from one network, from one network at all, and for an address from anywhere. The
/// owner's own networks are asked the first only, so strangers cannot keep them out. Everything goes by what was typed: an unknown address
/// is treated alike.
/// </summary>
public sealed class SignInLimits(
    RateLimitStore limits,
    KnownNetworks networks,
    ILookupNormalizer normalizer,
    IHttpContextAccessor http,
    TimeProvider time
)
{
    public static readonly ExponentialBackoff OfAddressAndNetwork = new(
        "sign-in",
        Free: 5,
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1)
    );
    public static readonly TokenBucket OfNetwork = new("sign-in network", Burst: 60, TimeSpan.FromSeconds(5));
    public static readonly TokenBucket OfAddress = new("sign-in address", Burst: 30, TimeSpan.FromMinutes(2));
    public static readonly TokenBucket OfPasskeys = new("passkey network", Burst: 60, TimeSpan.FromSeconds(5));
    public static readonly TokenBucket OfCodes = new("mailed code network", Burst: 60, TimeSpan.FromSeconds(10));
    public static readonly TokenBucket OfApiKeys = new("wrong API keys", Burst: 20, TimeSpan.FromSeconds(3));
    public static readonly TokenBucket OfWarnings = new("warning", Burst: 1, TimeSpan.FromDays(1));

    string Here => Network.Of(http.HttpContext?.Connection.RemoteIpAddress);

    /// <summary>
    /// Counted before the password is looked at: a hundred guesses at once are still five. What one refuses, none counts.
    /// </summary>
    public async Task<SignInAttempt> BeginAsync(string email)
    {
        var normalized = normalizer.NormalizeEmail(email);
        var (address, network) = (RateLimitKey.Of(normalized), Here);
        var known = await networks.ContainsAsync(normalized, network);
        RateLimitTarget own = new(OfAddressAndNetwork, address, network);
        RateLimitTarget[] all = known ? [own] : [new(OfNetwork, "", network), new(OfAddress, address, ""), own];
        var turn = await limits.TakeAsync(all);
        Require(turn);
        return new(all, network, known, turn.State.Count, turn.State.FreeAt);
    }

    public async Task SucceededAsync(SignInAttempt attempt)
    {
        foreach (var one in attempt.Counted)
            await limits.GiveBackAsync(one.Limit, one.Address, one.Network);
    }

    /// <summary>Nobody looked at the password: it was neither right nor wrong.</summary>
    public async Task UndoAsync(SignInAttempt attempt)
    {
        foreach (var one in attempt.Counted)
            await limits.UndoAsync(one);
    }

    /// <summary>What is proven by something else than a password: a passkey, or the code of a mailed link.</summary>
    public async Task BeginAsync(TokenBucket limit) => Require(await limits.TakeAsync(limit, "", Here));

    public Task SucceededAsync(TokenBucket limit) => limits.GiveBackAsync(limit, "", Here);

    /// <summary>Once a day an owner is told by mail that somebody tries passwords.</summary>
    public async Task<bool> MayWarnAsync(Guid account) => (await limits.TakeAsync(OfWarnings, account.ToString(), "")).Wait is null;

    void Require(RateLimitDecision turn)
    {
        if (turn.Wait is { } wait)
            throw new RetryLater($"Too many attempts. Try again in {Words(wait)}.", time.GetUtcNow() + wait);
    }

    public static string Words(TimeSpan wait) =>
        Math.Ceiling(wait.TotalSeconds) is > 90 and var seconds
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60)} minutes")
        : Math.Ceiling(wait.TotalSeconds) is 1 ? "1 second"
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(wait.TotalSeconds)} seconds");
}

/// <param name="Counted">Under which limits.</param>
/// <param name="IsKnown">The address's owner was signed in from this network.</param>
/// <param name="PausedUntil">When the network may try this address again, should this attempt fail.</param>
public sealed record SignInAttempt(
    IReadOnlyList<RateLimitTarget> Counted,
    string Network,
    bool IsKnown,
    int Count,
    DateTimeOffset PausedUntil
)
{
    /// <summary>The first after which the network has to pause: worth a line in the account's history and a mail.</summary>
    public bool BeginsPause => Count == SignInLimits.OfAddressAndNetwork.Free;
}
