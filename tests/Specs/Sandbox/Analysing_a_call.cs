using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.RetellSandbox;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class Analysing_a_call
{
    static readonly Dictionary<string, string> Facts = new()
    {
        ["summary"] = "They booked.",
        ["caller_name"] = "Mei Chen",
        ["is_lead"] = "true",
        ["lead_intent"] = "book_appointment / booking",
        ["urgency"] = "high / urgent / 4",
        ["sentiment"] = "Positive",
        ["successful"] = "true",
    };

    [Fact]
    public void tells_only_what_was_asked() =>
        Found("""[{"type":"string","name":"caller_name"}]""").ToJsonString().ShouldBe("""{"caller_name":"Mei Chen"}""");

    [Fact]
    public void understands_other_names_for_the_same_thing() =>
        ((string)Found("""[{"type":"string","name":"customer_name"}]""")["customer_name"]!).ShouldBe("Mei Chen");

    [Theory]
    [InlineData("""["booking","complaint"]""", "booking")]
    [InlineData("""["Complaint","Book an appointment"]""", "Book an appointment")]
    [InlineData("""["billing","other"]""", "other")]
    [InlineData("""["billing","sales"]""", null)]
    public void picks_one_of_the_choices_or_none(string choices, string? expected) =>
        ((string?)Found($$"""[{"type":"enum","name":"lead_intent","choices":{{choices}}}]""")["lead_intent"]).ShouldBe(expected);

    [Fact]
    public void speaks_the_fields_own_type()
    {
        var found = Found("""[{"type":"number","name":"urgency"},{"type":"boolean","name":"is_lead"}]""");
        ((double)found["urgency"]!).ShouldBe(4);
        ((bool)found["is_lead"]!).ShouldBeTrue();
    }

    [Fact]
    public void is_unsuccessful_when_something_required_was_not_found() =>
        (
            (bool)
                Analysis.Of(Facts, JsonNode.Parse("""[{"type":"string","name":"shoe_size","required":true}]""")!.AsArray())[
                    "call_successful"
                ]!
        ).ShouldBeFalse();

    static JsonObject Found(string asked) => Analysis.Of(Facts, JsonNode.Parse(asked)!.AsArray())["custom_analysis_data"]!.AsObject();
}
