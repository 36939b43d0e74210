using Marten;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Search;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>A site of its own: while it is rebuilt, nobody finds anything.</summary>
public sealed class SearchRebuildFixture : AppFixture;

public class Rebuilding_the_search_index(SearchRebuildFixture site) : IClassFixture<SearchRebuildFixture>
{
    [Fact]
    public async Task makes_of_the_events_the_same_words_that_were_written_with_them()
    {
        using var owner = await site.OwnerWithAgentAsync();
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/leads")).Document.QuerySelector("main tbody tr, main li[id], main article") is not null,
            "the call is analysed"
        );
        var written = await WordsAsync();
        written.Count.ShouldBeGreaterThan(40);

        using (var daemon = await site.Get<IDocumentStore>().BuildProjectionDaemonAsync())
            await daemon.RebuildProjectionAsync<CallSearchProjection>(CancellationToken.None);

        (await WordsAsync()).ShouldBe(written);
    }

    async Task<List<string>> WordsAsync()
    {
        await using var command = site.Database(DatabaseRole.Worker)
            .CreateCommand(
                "select concat_ws(' ', tenant_id, id, word) from calls.words_of_call, string_to_table(concat(caller, said, "
                    + "understood), ' ') word order by 1"
            );
        await using var rows = await command.ExecuteReaderAsync();
        var words = new List<string>();
        while (await rows.ReadAsync())
            words.Add(rows.GetString(0));
        return words;
    }
}
