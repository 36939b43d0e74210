using Shouldly;
using Switchhook.App.LiveUpdates;
using Xunit;

namespace Switchhook.Specs.Platform;

public class Live_update_subscriptions
{
    const string Ana = "ana",
        Bob = "bob";

    static string[] Told(LiveUpdateSubscription follower) => [.. follower.Take().Kinds];

    [Fact]
    public void tells_each_kind_once_however_often_it_changed()
    {
        var followers = new LiveUpdateSubscriptions();
        using var page = followers.Subscribe(Ana, null);
        for (var i = 0; i < 1000; i++)
            followers.Publish(Ana, i % 100 == 0 ? "leads" : "calls");
        Told(page).ShouldBe(["calls", "leads"]);
        Told(page).ShouldBeEmpty();
    }

    [Fact]
    public void tells_nobody_of_others()
    {
        var followers = new LiveUpdateSubscriptions();
        using var page = followers.Subscribe(Ana, followers.CurrentPosition);
        followers.Publish(Bob, "calls");
        Told(page).ShouldBeEmpty();
    }

    [Fact]
    public void begins_with_what_changed_between_the_page_and_its_stream()
    {
        var followers = new LiveUpdateSubscriptions();
        followers.Publish(Ana, "agents");
        var written = followers.CurrentPosition;
        followers.Publish(Ana, "calls");
        using var page = followers.Subscribe(Ana, written);
        Told(page).ShouldBe(["calls"]);
    }

    [Theory, InlineData("elsewhere.7"), InlineData("nonsense"), InlineData("."), InlineData("x.-1"), InlineData("x.99999999999999999999")]
    public void has_who_comes_from_elsewhere_look_at_everything(string place)
    {
        using var page = new LiveUpdateSubscriptions().Subscribe(Ana, place);
        Told(page).ShouldBe([LiveUpdateSubscriptions.Everything]);
    }

    [Fact]
    public void has_everybody_look_at_everything_after_a_time_in_which_nobody_listened()
    {
        var followers = new LiveUpdateSubscriptions();
        var written = followers.CurrentPosition;
        using var open = followers.Subscribe(Ana, written);
        followers.ForgetPositions();
        using var late = followers.Subscribe(Ana, written);
        Told(open).ShouldBe([LiveUpdateSubscriptions.Everything]);
        Told(late).ShouldBe([LiveUpdateSubscriptions.Everything]);
    }

    [Fact]
    public void gives_no_place_to_stand_at_while_something_is_untold()
    {
        var followers = new LiveUpdateSubscriptions();
        var written = followers.CurrentPosition;
        followers.Publish(Ana, "calls");
        using var page = followers.Subscribe(Ana, written);
        page.Position.ShouldBeNull();
        page.Take().Position.ShouldBe(followers.CurrentPosition);
        page.Position.ShouldBe(followers.CurrentPosition);
    }

    [Fact]
    public async Task wakes_for_a_change_for_long_silence_and_for_the_end()
    {
        var followers = new LiveUpdateSubscriptions();
        using var page = followers.Subscribe(Ana, null);
        (await page.WaitAsync(TimeSpan.Zero, CancellationToken.None)).ShouldBeTrue();
        var waiting = page.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        followers.Publish(Ana, "calls");
        (await waiting).ShouldBeTrue();
        page.Close();
        (await page.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldBeFalse();
    }

    /// <summary>
    /// A page that is written, opens its stream, loses it at any point of a batch and comes back with the last place it was given,
    /// has after its last return been told every kind that changed after it was written.
    /// </summary>
    [Fact]
    public void leaves_no_gap_whatever_breaks_in_between()
    {
        for (var seed = 0; seed < 20_000; seed++)
            StillOwed(new Random(seed)).ShouldBeEmpty($"seed {seed}");
    }

    static HashSet<string> StillOwed(Random chance)
    {
        string[] kinds = ["agents", "calls", "leads"];
        var followers = new LiveUpdateSubscriptions();
        var (stands, owed) = (followers.CurrentPosition, new HashSet<string>());
        var follower = followers.Subscribe(Ana, stands);
        int[] acts = [.. Enumerable.Range(0, chance.Next(1, 40)).Select(_ => chance.Next(8)), 6, 7];
        foreach (var act in acts)
        {
            if (act < 3)
            {
                followers.Publish(Ana, kinds[act]);
                owed.Add(kinds[act]);
                continue;
            }
            if (act == 3)
                followers.Publish(Bob, "calls");
            if (act == 4)
                followers.ForgetPositions();
            if (act is 5 or 7)
            {
                var (told, place) = follower.Take();
                // Cut within a batch, only some of it arrives, and its place does not.
                var arrived = act == 7 ? told.Count : chance.Next(told.Count + 1);
                if (told.Take(arrived).Contains(LiveUpdateSubscriptions.Everything))
                    owed.Clear();
                owed.ExceptWith(told.Take(arrived));
                if (arrived == told.Count)
                    stands = place;
            }
            if (act is not (5 or 6))
                continue;
            follower.Dispose();
            follower = followers.Subscribe(Ana, stands);
        }
        follower.Dispose();
        return owed;
    }
}
