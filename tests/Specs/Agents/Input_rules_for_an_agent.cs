using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Voices;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Input_rules_for_an_agent
{
    static readonly Voice[] Voices = [new("voice_1", "Ada", "female", "US", "young", null), new("voice_2", "Bo", null, null, null, null)];

    static AgentRequested Wish(
        string name = "Front desk",
        string brief = "Answer for us and take messages.",
        string voice = "voice_1",
        string? areaCode = "415"
    ) => AgentInputRules.Check(new CreateAgent(GivenAgent.Id, name, brief, voice, areaCode), Voices);

    static string Refused(Func<AgentRequested> wish) => Should.Throw<Refused>(wish).Message;

    [Fact]
    public void becomes_what_was_requested_with_the_voice_s_name() =>
        Wish().ShouldBe(new AgentRequested("Front desk", "Answer for us and take messages.", "voice_1", "Ada", 415));

    [Fact]
    public void is_trimmed() => Wish("  Front desk ", " Answer for us and take messages.\n").ShouldBe(Wish());

    [Theory, InlineData(null), InlineData(""), InlineData("  ")]
    public void without_an_area_code_is_for_any(string? areaCode) => Wish(areaCode: areaCode).AreaCode.ShouldBeNull();

    [Theory, InlineData(" 415 ", 415), InlineData("212", 212), InlineData("989", 989)]
    public void takes_three_digits(string areaCode, int read) => Wish(areaCode: areaCode).AreaCode.ShouldBe(read);

    [Theory, InlineData("41"), InlineData("4155"), InlineData("abc"), InlineData("4 5"), InlineData("+41"), InlineData("٤١٥")]
    public void takes_no_other_area_code(string areaCode) => Refused(() => Wish(areaCode: areaCode)).ShouldContain("three digits");

    [
        Theory,
        InlineData("115"),
        InlineData("015"),
        InlineData("999"),
        InlineData("900"),
        InlineData("800"),
        InlineData("911"),
        InlineData("416")
    ]
    public void takes_no_area_code_that_the_united_states_have_not(string areaCode) =>
        Refused(() => Wish(areaCode: areaCode)).ShouldContain("like 415");

    [Theory, InlineData(""), InlineData(" "), InlineData("A"), InlineData(" A ")]
    public void needs_a_name(string name) => Refused(() => Wish(name)).ShouldContain("name of 2 to 60 characters");

    [Theory, InlineData("\u200b\u200b"), InlineData("Desk\r\nBcc: x@example.com"), InlineData("De\ask"), InlineData("\u202eksed")]
    public void needs_a_name_that_can_be_seen(string name) => Refused(() => Wish(name)).ShouldContain("invisible characters");

    [Theory, InlineData("Dr. Ana 👩‍⚕️"), InlineData("پذیرش می‌شود"), InlineData("受付")]
    public void takes_a_name_in_any_script(string name) => Wish(name).Name.ShouldBe(name);

    [Fact]
    public void takes_names_up_to_sixty_characters()
    {
        Wish(new string('x', 60)).Name.Length.ShouldBe(60);
        Refused(() => Wish(new string('x', 61))).ShouldContain("2 to 60");
    }

    [Theory, InlineData(""), InlineData("Answer the phone."), InlineData("                        ")]
    public void needs_to_say_what_to_do(string brief) => Refused(() => Wish(brief: brief)).ShouldContain("at least 20 characters");

    [Fact]
    public void takes_descriptions_up_to_8000_characters()
    {
        Wish(brief: new string('x', 8000)).Brief.Length.ShouldBe(8000);
        Refused(() => Wish(brief: new string('x', 8001))).ShouldContain("under 8,000");
    }

    [Fact]
    public void needs_a_voice() => Refused(() => Wish(voice: "")).ShouldBe("Choose a voice.");

    [Fact]
    public void takes_no_voice_that_is_no_longer_offered() => Refused(() => Wish(voice: "voice_3")).ShouldContain("no longer offered");

    [Fact]
    public void is_not_shown_by_a_log() =>
        new CreateAgent(GivenAgent.Id, "Front desk", "Secret plans", "voice_1", null).ToString().ShouldBe("CreateAgent");
}
