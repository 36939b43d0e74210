using Shouldly;
using Switchhook.Leads;
using Switchhook.Leads.Inbox;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Words_of_leads
{
    [Theory, InlineData("Priya Nair", "PN"), InlineData("Jon", "J"), InlineData("Ana Maria de la Cruz", "AC"), InlineData(null, "??")]
    public void have_initials(string? name, string initials) => LeadText.Initials(name).ShouldBe(initials);

    [Theory, InlineData(0.5, "less than a minute"), InlineData(22, "22 min"), InlineData(200, "3 h"), InlineData(4400, "3 d")]
    public void say_how_long_somebody_waits(double minutes, string words) =>
        LeadText.WaitingTime(TimeSpan.FromMinutes(minutes)).ShouldBe(words);

    [Fact]
    public void put_a_whole_view_into_its_link() =>
        new LeadFilter("all", LeadStatus.Won, After: 7).Url.ShouldBe("/leads?view=all&status=Won&after=7");

    [Fact]
    public void keep_the_plain_view_s_link_plain() => new LeadFilter("nonsense").Url.ShouldBe("/leads");
}
