using System.Net;
using Shouldly;
using Switchhook.Calls;
using Xunit;

namespace Switchhook.Scenarios;

public class Noting_a_call(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    const string New = "#notes > .body > form",
        Kept = "#notes article form";

    [Fact]
    public async Task is_written_changed_and_removed_and_the_stream_has_all_three_events()
    {
        var path = $"/calls/{them.Call}";
        var page = await them.Ana.GetAsync(path);
        var noted = await them.Ana.SubmitAsync(page, New, ("Text", "  Prefers mornings. "));
        noted.Find("#notes article p").TextContent.ShouldBe("Prefers mornings.");
        // The same form sent twice is one note.
        (await them.Ana.SubmitAsync(page, New, ("Text", "Prefers mornings.")))
            .Document.QuerySelectorAll("#notes article")
            .Length.ShouldBe(1);

        var changed = await them.Ana.SubmitAsync(noted, Kept, ("Text", "Prefers <b>evenings</b>."));
        changed.Find("#notes article p").TextContent.ShouldBe("Prefers <b>evenings</b>.");
        changed.Find("#notes article summary").TextContent.ShouldContain("changed");
        (await them.Ana.GetAsync(path + "?tab=timeline")).Words.ShouldSatisfyAllConditions(
            x => x.ShouldContain("You added a note"),
            x => x.ShouldContain("You changed a note")
        );

        var id = changed.Find("#notes article input[name=NoteId]").GetAttribute("value")!;
        (await them.Bob.ForgeAsync(HttpMethod.Post, path + "?handler=RemoveNote", ("NoteId", id))).Status.ShouldBe(HttpStatusCode.NotFound);
        await them.Ana.ForgeAsync(HttpMethod.Post, path + "?handler=RemoveNote", ("NoteId", id));
        (await them.Ana.GetAsync(path)).Document.QuerySelectorAll("#notes article").ShouldBeEmpty();
        await using var session = site.Reading(them.Tenant);
        var story = await session.Events.FetchStreamAsync(Call.Key(them.Call));
        story
            .Select(x => x.Data)
            .Where(x => x is CallNoted or CallNoteEdited or CallNoteRemoved)
            .Select(x => x.GetType())
            .ShouldBe([typeof(CallNoted), typeof(CallNoteEdited), typeof(CallNoteRemoved)]);
    }

    [Fact]
    public async Task says_what_is_wrong_with_an_empty_one() =>
        (await them.Ana.SubmitAsync(await them.Ana.GetAsync($"/calls/{them.Call}"), New, ("Text", "  "))).Words.ShouldContain(
            "Write something before you save the note."
        );
}
