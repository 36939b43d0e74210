using System.Net;
using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Specs.BuildingBlocks;

public class A_limit_that_backs_off
{
    static readonly ExponentialBackoff Limit = new(
        "wrong",
        Free: 5,
        First: TimeSpan.FromSeconds(30),
        Longest: TimeSpan.FromMinutes(15),
        ForgottenAfter: TimeSpan.FromHours(1)
    );
    DateTimeOffset now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void lets_a_few_go_and_then_doubles_the_pause_up_to_the_longest()
    {
        var (tries, pauses) = (RateLimitState.None(now), new List<double>());
        for (var i = 0; i < 12; i++)
        {
            var turn = Limit.Take(tries, now);
            turn.Wait.ShouldBeNull();
            tries = turn.State;
            pauses.Add((tries.FreeAt - now).TotalSeconds);
            now = tries.FreeAt;
        }
        pauses.ShouldBe([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    }

    [Fact]
    public void lets_nobody_go_before_the_pause_is_over_and_does_not_make_it_longer_for_asking()
    {
        var tries = After(5);
        Limit.Take(tries, now).Wait.ShouldBe(TimeSpan.FromSeconds(30));
        var again = Limit.Take(tries, now.AddSeconds(10));
        again.Wait.ShouldBe(TimeSpan.FromSeconds(20));
        again.State.ShouldBe(tries);
    }

    [Fact]
    public void forgets_after_a_success_and_after_a_while()
    {
        Limit.Take(Limit.Refund(After(9), now), now).State.Count.ShouldBe(1);
        Limit.Take(After(9), now.AddHours(2)).State.Count.ShouldBe(1);
    }

    [Fact]
    public void counts_nothing_that_nobody_looked_at()
    {
        var fourth = After(4);
        Limit.Undo(Limit.Take(fourth, now).State).ShouldBe(fourth with { FreeAt = now, LastAt = now });
        // Wrong ones before it stay counted, and the next pause is as long as it would have been.
        var later = now.AddMinutes(1);
        var undone = Limit.Undo(Limit.Take(After(6), later).State);
        Limit
            .Take(undone, later)
            .ShouldSatisfyAllConditions(x => x.Wait.ShouldBeNull(), x => (x.State.FreeAt - later).ShouldBe(Limit.PauseAfter(7)));
        Limit.Undo(RateLimitState.None(now)).ShouldBe(RateLimitState.None(now));
    }

    [Fact]
    public void never_pauses_longer_however_many_there_were() => Limit.PauseAfter(int.MaxValue).ShouldBe(TimeSpan.FromMinutes(15));

    RateLimitState After(int count) =>
        Enumerable.Range(0, count).Aggregate(RateLimitState.None(now), (tries, _) => Limit.Take(tries with { FreeAt = now }, now).State);
}

public class A_limit_by_a_bucket
{
    static readonly TokenBucket Limit = new("many", Burst: 3, Every: TimeSpan.FromMinutes(1));
    readonly DateTimeOffset now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void lets_so_many_go_at_once_and_then_one_each_time()
    {
        var tries = RateLimitState.None(now);
        for (var i = 0; i < 3; i++)
            tries = Taken(tries, now);
        Limit.Take(tries, now).Wait.ShouldBe(TimeSpan.FromMinutes(1));
        Limit.Take(tries, now.AddSeconds(45)).Wait.ShouldBe(TimeSpan.FromSeconds(15));
        tries = Taken(tries, now.AddMinutes(1));
        Limit.Take(tries, now.AddMinutes(1)).Wait.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void is_full_again_after_a_rest_and_never_fuller()
    {
        var tries = RateLimitState.None(now);
        for (var i = 0; i < 3; i++)
            tries = Taken(tries, now);
        var later = now.AddDays(1);
        for (var i = 0; i < 3; i++)
            tries = Taken(tries, later);
        Limit.Take(tries, later).Wait.ShouldNotBeNull();
    }

    [Fact]
    public void takes_back_what_was_good_after_all()
    {
        var tries = RateLimitState.None(now);
        for (var i = 0; i < 3; i++)
            tries = Taken(tries, now);
        Taken(Limit.Refund(tries, now), now).Count.ShouldBe(3);
        Limit.Undo(tries).ShouldBe(Limit.Refund(tries, now));
    }

    static RateLimitState Taken(RateLimitState was, DateTimeOffset at)
    {
        var turn = Limit.Take(was, at);
        turn.Wait.ShouldBeNull();
        return turn.State;
    }
}

public class A_network
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24", "203.0.113.77"), InlineData("::ffff:203.0.113.77", "203.0.113.0/24", "203.0.113.77")]
    [
        InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1:2::/64"),
        InlineData("::1", "::/64", "::/64"),
        InlineData(null, "unknown", "unknown")
    ]
    public void is_what_one_person_easily_has_all_of(string? address, string network, string host)
    {
        var read = address is null ? null : IPAddress.Parse(address);
        Network.Of(read).ShouldBe(network);
        Network.HostOf(read).ShouldBe(host);
    }
}

public class A_mailbox
{
    [Theory]
    [
        InlineData("ana@example.com", "ana@example.com"),
        InlineData(" Ana@Example.COM ", "ana@example.com"),
        InlineData("ana+1@example.com", "ana@example.com")
    ]
    [
        InlineData("ana+a+b@example.com", "ana@example.com"),
        InlineData("a.n.a@example.com", "a.n.a@example.com"),
        InlineData("a.n.a+x@gmail.com", "ana@gmail.com")
    ]
    [
        InlineData("Ana.Reyes@GoogleMail.com", "anareyes@gmail.com"),
        InlineData("ana@example.com.", "ana@example.com"),
        InlineData("+ana@example.com", "+ana@example.com")
    ]
    [InlineData("no address", "no address"), InlineData("@example.com", "@example.com"), InlineData("...@gmail.com", "...@gmail.com")]
    public void is_one_however_its_address_is_spelt(string address, string mailbox) => Mailbox.Of(address).ShouldBe(mailbox);
}
