using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Versions;
using Xunit;

namespace Switchhook.Specs.Agents;

/// <summary>
/// Retell knows three ways: a line that is set, none (the model writes its own), and an empty one (the caller speaks first).
/// </summary>
public class Opening_a_call
{
    static RetellVersion There(string llm) => new(new() { ["version"] = 1 }, JsonNode.Parse(llm)!.AsObject());

    [Theory]
    [InlineData("""{"begin_message":"Hello."}""", "Hello.", null)]
    [InlineData("""{"begin_message":""}""", "", false)]
    [InlineData("""{"begin_message":null}""", "", true)]
    [InlineData("{}", "", true)]
    [InlineData("""{"begin_message":7,"start_speaker":["user"]}""", "", true)]
    [InlineData("""{"begin_message":null,"start_speaker":"user"}""", "", false)]
    public void is_read_as_retell_does_it(string llm, string greeting, bool? opens) =>
        There(llm).ShouldSatisfyAllConditions(x => x.Greeting.ShouldBe(greeting), x => x.OpensInOwnWords.ShouldBe(opens));

    [
        Theory,
        InlineData("Hello.", null, "Hello."),
        InlineData("", false, "Waits for the caller to speak"),
        InlineData(null, true, "Opens in its own words")
    ]
    public void of_a_connected_agent_is_what_stands_there(string? greeting, bool? opens, string words) =>
        AgentSettings
            .Of(new AgentFound(1, "voice_1", "Ada", "llm_1", "Answer.", greeting, 60), "Front desk")
            .ShouldSatisfyAllConditions(x => x.OpensInOwnWords.ShouldBe(opens), x => x.GreetingInWords.ShouldBe(words));

    [Fact]
    public void differs_where_only_that_differs()
    {
        var (own, waits) = (
            Given.First with
            {
                Greeting = "",
                OpensInOwnWords = true,
            },
            Given.First with
            {
                Greeting = "",
                OpensInOwnWords = false,
            }
        );
        Difference
            .Between(own, waits)
            .Single()
            .ShouldSatisfyAllConditions(
                x => x.Label.ShouldBe("Greeting"),
                x => x.Pieces.Select(y => y.Text).ShouldBe(["Opens in its own words", "Waits for the caller to speak"])
            );
        Difference.Between(own, own).ShouldBeEmpty();
    }

    [Fact]
    public void that_was_stored_before_the_two_were_told_apart_agrees_with_both()
    {
        var agent = Given.Answering();
        var stored = agent.Settings with { Greeting = "" };
        foreach (var line in new[] { """{"begin_message":null}""", """{"begin_message":""}""" })
        {
            var llm = JsonNode.Parse(line)!.AsObject();
            llm["general_prompt"] = stored.FullPrompt;
            new RetellVersion(
                new()
                {
                    ["version"] = 1,
                    ["agent_name"] = stored.NameAtRetell(agent.Tag),
                    ["voice_id"] = stored.VoiceId,
                    ["max_call_duration_ms"] = stored.MaxCallMinutes * 60_000d,
                },
                llm
            ).Matches(stored, agent).ShouldBeTrue(line);
        }
    }
}
