using System.Net;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Creating_an_agent(House house)
{
    [Fact]
    public async Task is_refused_in_a_second_tab_that_was_open_before_the_first_was_sent()
    {
        using var owner = await house.OwnerAsync();
        var (first, second) = (await owner.GetAsync("/agent/new"), await owner.GetAsync("/agent/new"));
        (string, string)[] wish = [("Name", "Front desk"), ("Brief", "Answer for us and take messages."), ("AreaCode", "")];
        await owner.SubmitAsync(first, "main form", wish);
        var answer = await owner.SubmitAsync(second, "main form", wish);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain("You already have an agent");
    }

    [Fact]
    public async Task says_what_is_wrong_beside_the_field_and_keeps_what_was_written()
    {
        using var owner = await house.OwnerAsync();
        var answer = await owner.SubmitAsync(await owner.GetAsync("/agent/new"), "main form", ("Name", "Front desk"), ("Brief", "short"), ("AreaCode", "41"));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain("at least 20 characters");
        answer.Words.ShouldContain("three digits");
        answer.Find("[name=Name]").GetAttribute("value").ShouldBe("Front desk");
    }
}
