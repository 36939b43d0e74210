using Shouldly;
using Switchhook.Admin.RateLimiting;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Hashing_in_turns
{
    /// <summary>As many strangers as are let in at once; each from a network of its own.</summary>
    static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount - Math.Max(1, Environment.ProcessorCount / 2));

    static async Task<List<IDisposable>> FillAsync(PasswordHashQueue turns)
    {
        var taken = new List<IDisposable>();
        for (var i = 0; i < AtOnce; i++)
            taken.Add(await turns.TakeAsync($"network {i}", isKnown: false, CancellationToken.None));
        return taken;
    }

    [Fact]
    public async Task takes_turns_between_networks_however_much_one_asks()
    {
        await using var turns = new PasswordHashQueue(TimeProvider.System);
        var taken = await FillAsync(turns);
        var again = Enumerable.Range(0, 20).Select(_ => turns.TakeAsync("network 0", isKnown: false, CancellationToken.None)).ToList();
        var other = turns.TakeAsync("another network", isKnown: false, CancellationToken.None);
        other.IsCompleted.ShouldBeFalse();

        taken[0].Dispose();
        (await other).Dispose();
        foreach (var turn in again)
            (await turn).Dispose();
    }

    [Fact]
    public async Task keeps_a_place_for_those_whom_the_account_knows()
    {
        await using var turns = new PasswordHashQueue(TimeProvider.System);
        await FillAsync(turns);
        var strangers = Enumerable
            .Range(0, 100)
            .Select(i => turns.TakeAsync($"stranger {i}", isKnown: false, CancellationToken.None))
            .ToList();
        (await turns.TakeAsync("home", isKnown: true, CancellationToken.None)).Dispose();
        strangers.ShouldAllBe(x => !x.IsCompleted);
    }

    [Fact]
    public async Task turns_a_network_away_that_has_too_many_waiting()
    {
        await using var turns = new PasswordHashQueue(TimeProvider.System);
        await FillAsync(turns);
        var waiting = Enumerable.Range(0, 64).Select(_ => turns.TakeAsync("network 0", isKnown: false, CancellationToken.None)).ToList();
        await Should.ThrowAsync<RetryLater>(() => turns.TakeAsync("network 0", isKnown: false, CancellationToken.None));
        waiting.ShouldAllBe(x => !x.IsCompleted);
    }
}
