using Switchhook.Contracts;

namespace Switchhook.Agents.Purchases;

/// <summary>
/// How many numbers the whole installation may buy within 24 hours: accounts cost nothing, so a limit for each of them is none.
/// </summary>
/// <param name="PerDay">Configured as Agents__PurchasesPerDay.</param>
/// <param name="PerNetwork">From one network of the internet. Configured as Agents__PurchasesPerNetwork.</param>
public sealed record PurchaseLimits(int PerDay, int PerNetwork)
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public const int UsualPerDay = 50,
        UsualPerNetwork = 10;

    /// <summary>The sandbox sells numbers for nothing, so there it takes a setting to have limits.</summary>
    public static PurchaseLimits Of(AgentsOptions given, bool isSandbox) =>
        new(
            given.PurchasesPerDay ?? (isSandbox ? int.MaxValue : UsualPerDay),
            given.PurchasesPerNetwork ?? (isSandbox ? int.MaxValue : UsualPerNetwork)
        );

    /// <summary>For the operator.</summary>
    public string Reached =>
        $"{PerDay} numbers were bought within 24 hours, the limit (Agents__PurchasesPerDay): no agent can be created now.";

    /// <summary>Throws when another purchase would pass a limit.</summary>
    public void Check(PurchaseCount bought, DateTimeOffset now)
    {
        if (bought.All >= PerDay)
            throw new RetryLater(
                "This site has reached its daily limit for new numbers. We've notified the admin. Try again tomorrow.",
                (bought.OldestOfAll ?? now) + Day
            );
        if (bought.OfNetwork >= PerNetwork)
            throw new RetryLater(
                "Too many numbers were bought from your network today. Try again tomorrow.",
                (bought.OldestOfNetwork ?? now) + Day
            );
    }

    /// <summary>What the administrators are told once the last purchase of the day is reserved.</summary>
    public IEnumerable<object> Alarms(PurchaseCount before)
    {
        if (before.All + 1 >= PerDay)
            yield return new NotifyAdmins(
                "purchases",
                "The daily limit of number purchases is reached",
                $"""
                {PerDay} phone numbers were bought within 24 hours, which is the
                    limit. Until some of that time has passed, nobody can create an agent.

                If that many are meant to be bought, raise Agents__PurchasesPerDay. If not, look at the newest accounts and agents.
                """
            );
        else if (before.OfNetwork + 1 >= PerNetwork)
            yield return new NotifyAdmins(
                "purchases-network",
                "One network has bought many numbers",
                $"""
                {PerNetwork} phone numbers were bought from one network within 24 hours, which is the
                    limit for a network. Look at the newest accounts and agents.

                The limit is Agents__PurchasesPerNetwork.
                """
            );
    }
}

/// <summary>Purchases of the last 24 hours, reserved ones included.</summary>
public sealed record PurchaseCount(int All, int OfNetwork, DateTimeOffset? OldestOfAll = null, DateTimeOffset? OldestOfNetwork = null);
