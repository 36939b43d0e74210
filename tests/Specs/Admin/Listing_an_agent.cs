using Shouldly;
using Switchhook.Admin.Agents;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Listing_an_agent
{
    static readonly DateTimeOffset First = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
        Later = First.AddMinutes(1);
    static readonly AgentChanged SettingUp = new("a1", "Front desk", "Setting up", null),
        Live = new("a1", "Front desk", "Live", "+14155550132");
    static readonly AgentList Settled = new("a1", "Front desk", "Live", "+14155550132", First, Later);

    static AgentList? Told(params (AgentChanged News, DateTimeOffset At)[] news) =>
        news.Aggregate((AgentList?)null, (known, x) => AgentList.After(known, x.News, x.At));

    [Fact]
    public void begins_with_the_first_news() =>
        Told((SettingUp, First)).ShouldBe(new("a1", "Front desk", "Setting up", null, First, First));

    [Fact]
    public void follows_what_is_newer() => Told((SettingUp, First), (Live, Later)).ShouldBe(Settled);

    [Theory]
    [InlineData("Zoë’s Bäckerei", "zoes")]
    [InlineData("O'Brien & Søn", "obrien son")]
    public void is_found_without_capitals_and_accents(string name, string words) =>
        Told((Live with { Name = name }, First))!.FoldedName.ShouldContain(words);

    [Fact]
    public void is_the_same_in_the_other_order() => Told((Live, Later), (SettingUp, First)).ShouldBe(Settled);

    [Fact]
    public void is_the_same_when_told_again() =>
        Told((SettingUp, First), (Live, Later), (SettingUp, First), (Live, Later)).ShouldBe(Settled);

    [Fact]
    public void forgets_a_number_that_was_given_back() =>
        Told((Live, First), (new("a1", "Front desk", "Failed", null), Later))!.Number.ShouldBeNull();
}
