using Shouldly;
using Switchhook.Agents.Provisioning;
using Xunit;

namespace Switchhook.Specs.Agents;

public class The_agent_quota
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    static readonly Guid Id = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a973");

    static AgentQuota After(params int[] minutesAgo) =>
        minutesAgo.Aggregate(AgentQuota.Free, (slot, minutes) => slot.Take(Id, Now.AddMinutes(-minutes)).Release());

    [Fact]
    public void begins_with_every_creation_left() => (AgentQuota.Free.Left(3, Now), AgentQuota.Free.NextAt(3, Now)).ShouldBe((3, null));

    [Fact]
    public void counts_what_was_created_within_the_hour() => After(70, 50, 10).Left(3, Now).ShouldBe(1);

    [Fact]
    public void says_when_the_next_is_possible() => After(50, 30, 10).NextAt(3, Now).ShouldBe(Now.AddMinutes(10));

    [Fact]
    public void forgets_what_is_older_than_an_hour() => After(90, 80, 70, 50, 30, 10).Take(Id, Now).Creations.Count.ShouldBe(4);

    [Fact]
    public void keeps_the_count_when_it_is_left() =>
        AgentQuota
            .Free.Take(Id, Now)
            .Release()
            .ShouldSatisfyAllConditions(slot => slot.AgentId.ShouldBeNull(), slot => slot.Left(3, Now).ShouldBe(2));
}
