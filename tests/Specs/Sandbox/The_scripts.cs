using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Switchhook.RetellSandbox;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public partial class The_scripts
{
    public static TheoryData<string> Names() => [.. Scenarios.All.Select(scenario => scenario.Name)];

    [Theory, MemberData(nameof(Names))]
    public void leave_nothing_unsaid_and_last_as_long_as_a_newcomer_waits(string name)
    {
        foreach (var script in Script.Parse(Scenarios.Find(name)!.Scripts))
            for (var seed = 0; seed < 20; seed++)
            {
                var chance = new Random(seed);
                var cast = new CallParticipants(
                    script,
                    "Front desk",
                    "Hello, this is the front desk. How can I help you today?",
                    "+14155550142",
                    DateTimeOffset.UnixEpoch,
                    chance
                );
                var talk = new Conversation(script, cast, chance);
                talk.Length.ShouldBeLessThan(60);
                talk.Entries.ToJsonString().ShouldNotContain("{greeting}");
                foreach (var turn in talk.Entries)
                {
                    if ((string?)turn!["content"] is { } said)
                        said.ShouldNotMatch(@"\{\w+\}");
                    if ((string?)turn["arguments"] is { } arguments)
                        JsonNode.Parse(arguments).ShouldBeOfType<JsonObject>();
                }

                foreach (var fact in script.Facts)
                    cast.Fill(fact.Value).ShouldNotContain("{");
                script.Facts.Keys.ShouldBeSubsetOf([
                    "caller_name",
                    "callback_number",
                    "caller_email",
                    "is_lead",
                    "lead_intent",
                    "service",
                    "preferred_time",
                    "urgency",
                    "follow_up_notes",
                    "summary",
                    "sentiment",
                    "successful",
                    "voicemail",
                    "end",
                    "from",
                ]);
                script.Facts.ShouldContainKey("summary");
                script.Facts.ShouldContainKey("end");
            }
    }

    /// <summary>The agent can hang up and nothing else: it has no calendar, no price list and no case file.</summary>
    [Theory, MemberData(nameof(Names))]
    public void show_nothing_that_an_agent_of_ours_could_not_do(string name)
    {
        foreach (var script in Script.Parse(Scenarios.Find(name)!.Scripts))
        {
            script.Lines.Where(x => x.Who == 'T').Select(x => x.Text).ShouldAllBe(x => x == "end_call {}");
            string[] said =
            [
                .. script.Lines.Where(x => x.Who == 'A').Select(x => x.Text),
                .. script.Facts.Where(x => x.Key is "summary" or "follow_up_notes").Select(x => x.Value),
            ];
            said.ShouldAllBe(x => !Promise().IsMatch(x));
        }
    }

    [GeneratedRegex(
        @"booked|reserved|reference|dollars|is free\.|you're down for|we're open|we're closed",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Promise();

    [Theory, MemberData(nameof(Names))]
    public void suit_an_agent_of_any_trade(string name) =>
        Script.Choose(Scenarios.Find(name)!.Scripts, "We sell telescopes.", new Random(1)).For.ShouldBeEmpty();

    [Fact]
    public void follow_the_trade_the_prompt_speaks_of() =>
        Enumerable
            .Range(0, 20)
            .Select(seed => Script.Choose(Scenarios.Find("booking")!.Scripts, "You answer for a family dentist.", new Random(seed)))
            .ShouldAllBe(script => script.For.Contains("dentist"));

    [Fact]
    public void differ_from_call_to_call() => Enumerable.Range(0, 30).Select(Said).Distinct().Count().ShouldBeGreaterThan(25);

    [Fact]
    public void repeat_themselves_for_the_same_seed() => Said(11).ShouldBe(Said(11));

    static string Said(int seed)
    {
        var chance = new Random(seed);
        var script = Script.Choose(Scenarios.Find("booking")!.Scripts, "", chance);
        return Conversation.Text(
            Conversation.Spoken(
                new Conversation(
                    script,
                    new CallParticipants(script, "A", "Hello?", "+14155550142", DateTimeOffset.UnixEpoch, chance),
                    chance
                ).Entries
            )
        );
    }
}
