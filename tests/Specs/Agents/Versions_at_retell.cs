using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Pausing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Versions;
using Xunit;

namespace Switchhook.Specs.Agents;

public class A_draft_at_retell
{
    static RetellVersion Version(int number, Action<JsonObject>? agent = null, Action<JsonObject>? llm = null)
    {
        var it = new RetellVersion(
            new()
            {
                ["version"] = number,
                ["is_published"] = number == 3,
                ["agent_name"] = "Front desk",
                ["voice_id"] = "v",
                ["interruption_sensitivity"] = 0.8,
                ["response_engine"] = new JsonObject { ["version"] = number },
            },
            new()
            {
                ["llm_id"] = "llm_1",
                ["version"] = number,
                ["general_prompt"] = "Answer.",
                ["model"] = "gpt-4.1",
            }
        );
        agent?.Invoke(it.Agent);
        llm?.Invoke(it.Llm!);
        return it;
    }

    [Fact]
    public void is_a_copy_while_nobody_has_touched_it() =>
        Version(
                4,
                x =>
                {
                    x["base_version"] = 3;
                    x["last_modification_timestamp"] = 17;
                }
            )
            .IsCopyOf(Version(3))
            .ShouldBeTrue();

    [Fact]
    public void is_none_once_anything_about_it_is_another() =>
        Version(4, x => x["interruption_sensitivity"] = 0.5).IsCopyOf(Version(3)).ShouldBeFalse();

    [Fact]
    public void is_none_once_its_words_are_others() => Version(4, llm: x => x["model"] = "gpt-5").IsCopyOf(Version(3)).ShouldBeFalse();

    [Fact]
    public void is_ours_by_its_marker()
    {
        var agent = Given.Answering();
        VersionMarker.Read(VersionMarker.Of(agent, 12), agent).ShouldBe(12);
        foreach (var other in (string?[])[null, "", "version 12", "switchhook-99999999:x version 12", VersionMarker.Of(agent, 12) + "b"])
            VersionMarker.Read(other, agent).ShouldBeNull();
    }
}

public class Why_something_was_not_done
{
    static RetellRefusal No(HttpStatusCode? status, string message = "") => new(status, message, mayHaveHappened: status is null);

    [Theory]
    [InlineData(HttpStatusCode.UnprocessableEntity, "Cannot find requested voice under given api key.", "voice is no longer offered")]
    [InlineData(
        HttpStatusCode.UnprocessableEntity,
        "Cannot find requested agent under given api key.",
        "does not know this agent any more"
    )]
    [InlineData(HttpStatusCode.BadRequest, "Prompt exceeds the token limit", "too long")]
    [InlineData(HttpStatusCode.BadRequest, "Something else", "did not accept this version")]
    [InlineData(HttpStatusCode.TooManyRequests, "", "too many requests")]
    [InlineData(null, "", "cannot be reached")]
    public void is_said_of_a_version_in_a_sentence_for_its_owner(HttpStatusCode? status, string message, string sentence) =>
        EditText.For(No(status, message), GivenAgent.History(GivenAgent.SetUp)).ShouldContain(sentence);

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "+14155550132", "does not send calls on to this number")]
    [InlineData(HttpStatusCode.UnprocessableEntity, null, "does not know this number any more")]
    [InlineData(HttpStatusCode.Unauthorized, null, "did not accept this service's key")]
    public void is_said_of_a_pause_too(HttpStatusCode status, string? fallback, string sentence) =>
        PauseText
            .For(No(status), GivenAgent.History(GivenAgent.SetUp) with { RequestedRouting = CallRouting.Paused(fallback) })
            .ShouldContain(sentence);
}

public class What_the_pages_show_of_an_agent
{
    [Theory]
    [MemberData(nameof(Histories))]
    public void follows_its_life(string status, string? news, object[] since)
    {
        var page = Given.Page(since);
        page.Status.ShouldBe(status);
        (AgentNotice.Of(page)?.Sentence).ShouldBe(news);
    }

    public static TheoryData<string, string?, object[]> Histories =>
        new()
        {
            { AgentStatus.Live, null, [] },
            { AgentStatus.Live, "Version 2 is being published.", [Given.Edited(2)] },
            { AgentStatus.Live, "Version 3 is being published.", [Given.Edited(2), Given.Edited(3), new EditPublished(2, 1)] },
            { AgentStatus.Live, null, [Given.Edited(2), new EditPublished(2, 1)] },
            { AgentStatus.Live, "Version 2 was not published. No.", [Given.Edited(2), new EditFailed(2, "No.", "")] },
            { AgentStatus.Live, "Version 2 is being published.", [Given.Edited(2), new EditFailed(2, "No.", ""), new EditRetried(2)] },
            { AgentStatus.Live, "The agent was changed in Retell's dashboard, and callers hear that now.", [Given.Foreign(1)] },
            { AgentStatus.Live, null, [Given.Foreign(1), new ForeignEditWithdrawn(2)] },
            { AgentStatus.Pausing, "Your agent is being paused.", [new PauseRequested(null)] },
            { AgentStatus.Paused, "Your agent is paused. Callers reach nobody.", [new PauseRequested(null), new AgentPaused(null)] },
            {
                AgentStatus.Paused,
                "Your agent is paused. Callers are sent to +1 415 555 0132.",
                [new PauseRequested("+14155550132"), new AgentPaused("+14155550132")]
            },
            {
                AgentStatus.Resuming,
                "Your agent is about to answer again.",
                [new PauseRequested(null), new AgentPaused(null), new ResumeRequested()]
            },
            { AgentStatus.Live, null, [new PauseRequested(null), new AgentPaused(null), new ResumeRequested(), new AgentResumed()] },
            { AgentStatus.Live, null, [new PauseRequested(null), new NumberBindingFailed("No.", "")] },
            { AgentStatus.Deleting, "Your agent is being deleted.", [new AgentDeletionRequested()] },
            {
                AgentStatus.Deleted,
                "This agent was deleted; its calls and leads are still here.",
                [new AgentDeletionRequested(), new AgentDeleted()]
            },
        };

    [Fact]
    public void is_the_newest_edit() =>
        Given
            .Page(Given.Edited(2, "Good morning."))
            .ShouldSatisfyAllConditions(x => x.Revision.ShouldBe(2), x => x.Greeting.ShouldBe("Good morning."));

    [Fact]
    public void ticks_off_what_is_deleted() =>
        StepProgress
            .OfDeletion(Given.Page(new AgentDeletionRequested(), new PhoneReleased("+14155550101")))
            .Select(x => x.State)
            .ShouldBe(["done", "now", "waiting"]);

    [Theory]
    [InlineData("Nothing")]
    [InlineData("Greeting", "Greeting")]
    [InlineData("Prompt and voice", "Prompt", "Voice")]
    [InlineData("Name, prompt and longest call", "Name", "Prompt", "Longest call")]
    public void names_what_a_version_changed(string words, params string[] labels) =>
        RevisionText.Labels([.. labels.Select(x => new Difference(x, []))]).ShouldBe(words);
}
