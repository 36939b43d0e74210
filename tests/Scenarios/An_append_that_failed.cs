using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Switchhook.Agents;
using Switchhook.App.ProjectionRebuild;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class An_append_that_failed(ReadModelRebuildFixture site) : IClassFixture<ReadModelRebuildFixture>
{
    [Fact]
    public async Task leaves_a_filler_in_its_place_that_the_check_of_what_pages_read_passes_over()
    {
        await using (var session = site.Get<IDocumentStore>().LightweightSession($"{Guid.NewGuid():D}"))
        {
            session.Events.StartStream<Agent>(Agent.StreamOf(Guid.NewGuid()), new PromptWritten("llm"));
            session.QueueSqlCommand("insert into events.mt_events (seq_id) values (null)");
            await Should.ThrowAsync<Exception>(() => session.SaveChangesAsync());
        }
        await AppFixture.Eventually(async () => await FillersAsync() == 1, "the number is filled");

        var said = new StringWriter();
        var result = await ActivatorUtilities
            .CreateInstance<Rebuild>(site.Host.Services)
            .RunAsync(repair: false, said, CancellationToken.None);
        result.Differences.ShouldBe(0, $"{said}");
    }

    async Task<long> FillersAsync()
    {
        await using var command = site.Database(DatabaseRole.Worker)
            .CreateCommand("select count(*) from events.mt_events where type = 'tombstone'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
