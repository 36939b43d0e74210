using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Admin.Audit;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Replaying_a_stream
{
    static IReadOnlyList<StateRow> Compare(string? before, string after, params string[] credentials) =>
        StateRow.Compare(before is null ? null : JsonNode.Parse(before), JsonNode.Parse(after), credentials);

    [Fact]
    public void marks_what_the_event_changed_and_says_what_it_was() =>
        Compare("""{"Status":"New","Urgent":true}""", """{"Status":"Won","Urgent":true}""")
            .ShouldBe([new("Status", "Won", "New", true, null), new("Urgent", "yes", null, false, null)]);

    [Fact]
    public void marks_nothing_at_the_first_event() =>
        Compare(null, """{"Status":"New"}""").ShouldBe([new("Status", "New", null, false, null)]);

    [Fact]
    public void goes_into_what_is_nested() =>
        Compare("""{"Ending":null}""", """{"Ending":{"Reason":"agent_hangup","NeverConnected":false}}""")
            .ShouldBe([
                new("Ending › Reason", "agent_hangup", "none", true, null),
                new("Ending › Never connected", "no", "none", true, null),
            ]);

    [Fact]
    public void keeps_the_row_of_what_went_away() =>
        Compare("""{"Number":"+14155550132"}""", "{}").ShouldBe([new("Number", null, "+14155550132", true, null)]);

    [Fact]
    public void counts_a_list_and_holds_it_ready() =>
        Compare("""{"Turns":[{"Text":"Hi"}]}""", """{"Turns":[{"Text":"Hi"},{"Text":"Bye"}]}""")
            .Single()
            .ShouldSatisfyAllConditions(
                x => x.Value.ShouldBe("2 entries"),
                x => x.Before.ShouldBe("1 entry"),
                x => x.More!.ShouldContain("\"Bye\"")
            );

    [Fact]
    public void says_a_plain_list_in_one_line() =>
        Compare(null, """{"Roles":["admin","auditor"],"Undone":[]}""").Select(x => x.Value).ShouldBe(["admin, auditor", "none"]);

    [Fact]
    public void says_a_moment_as_one() =>
        Compare(null, """{"At":"2026-11-25T17:52:53.358012+00:00"}""").Single().Value.ShouldBe("25 Nov 2026, 17:52:53.358 UTC");

    [Fact]
    public void shows_that_a_key_changed_and_never_the_key() =>
        Compare("""{"RecordingUrl":"https://x/old"}""", """{"RecordingUrl":"https://x/new"}""", "RecordingUrl")
            .ShouldBe([new("Recording url", RedactedJson.Withheld, null, true, null)]);

    [Fact]
    public void withholds_a_key_wherever_an_event_holds_it()
    {
        var pretty = RedactedJson.Pretty(
            JsonNode.Parse("""{"recordingUrl":"https://x/1","Parts":[{"RecordingUrl":"https://x/2","Text":"Jürgen <b>"}]}"""),
            ["RecordingUrl"]
        );
        pretty.ShouldNotContain("https");
        pretty.ShouldContain("Jürgen <b>");
    }
}

public class What_an_auditor_has_looked_at
{
    [Fact]
    public void counts_searches_and_replays()
    {
        var at = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
        var owner = Guid.NewGuid();
        JasperFx.Events.Event<T> E<T>(T data, int minutes)
            where T : AuditedAccess => new(data) { StreamKey = "audit/1", Timestamp = at.AddMinutes(minutes) };
        AuditLog
            .Create(E(new OwnersSearched([owner]), 0))
            .Apply(E(new StreamsSearched("call", owner, null, 3), 1))
            .Apply(E(new StreamReplayed(owner, "call/1", 2), 2))
            .ShouldBe(new("audit/1", 2, 1, at.AddMinutes(2)));
    }
}
