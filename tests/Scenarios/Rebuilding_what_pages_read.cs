using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Switchhook.App.ProjectionRebuild;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>A site of its own: while it is rebuilt, there are tables that no other test knows.</summary>
public sealed class ReadModelRebuildFixture : AppFixture;

public class Rebuilding_what_pages_read(ReadModelRebuildFixture site) : IClassFixture<ReadModelRebuildFixture>
{
    [Fact]
    public async Task finds_nothing_to_put_right_where_all_is_well_and_puts_right_what_is_not()
    {
        using var owner = await site.OwnerWithAgentAsync();
        foreach (var kind in new[] { "booking", "angry", "never_connected" })
            await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", kind));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/leads?view=all")).Document.QuerySelectorAll("tr[id^=lead-]").Length == 2,
            "both leads are in the inbox"
        );
        await AppFixture.Eventually(
            async () => await OneAsync("select count(*) from calls.mt_doc_calllist where data ->> 'Analysis' is null") == 0,
            "all calls are analysed"
        );
        await AppFixture.Eventually(
            async () => await OneAsync("select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Incoming'") == 0,
            "nothing is under way"
        );

        var (before, said) = await RunAsync(mend: false);
        before.ReadModels.ShouldBeGreaterThan(5);
        said.ShouldEndWith($"{before.ReadModels} read models, 0 differences");

        await BreakAsync(
            "update calls.mt_doc_calllist set data = jsonb_set(data, '{HeardAt}', '\"2020-01-01T00:00:00Z\"') where ctid in "
                + "(select ctid from calls.mt_doc_calllist limit 1)"
        );
        await BreakAsync("delete from leads.mt_doc_leaddetails where ctid in (select ctid from leads.mt_doc_leaddetails limit 1)");
        await BreakAsync("update agents.mt_doc_agentdetails set data = data || '{\"Nonsense\": 1}'");
        await BreakAsync(
            "insert into calls.mt_doc_calldetails (tenant_id, id, data, mt_version, mt_last_modified, mt_dotnet_type) select "
                + "tenant_id, 'call/ghost', data, mt_version, now() - interval '1 day', mt_dotnet_type from calls.mt_doc_calldetails "
                + "limit 1"
        );

        var (broken, told) = await RunAsync(mend: false);
        broken.Differences.ShouldBe(4, told);
        told.ShouldContain("differs in HeardAt");
        told.ShouldContain("is missing");
        told.ShouldContain("differs in Nonsense");
        told.ShouldContain("call/ghost of");
        told.ShouldContain("follows from no event");
        (await RunAsync(mend: false)).Result.Differences.ShouldBe(4, "a check puts nothing right");

        (await RunAsync(mend: true)).Result.Differences.ShouldBe(4);
        (await RunAsync(mend: false)).Said.ShouldEndWith($"{before.ReadModels} read models, 0 differences");
        (await owner.GetAsync("/calls")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        await AppFixture.Eventually(
            async () => await OneAsync("select count(*) from calls.mt_doc_calllist where data ->> 'Analysis' is not null") == 4,
            "the next call is written on top of it"
        );
        (await OneAsync("select count(*) from pg_namespace where nspname = 'rebuilt'")).ShouldBe(0);
    }

    async Task<(Rebuild.Result Result, string Said)> RunAsync(bool mend)
    {
        var said = new StringWriter();
        var result = await ActivatorUtilities.CreateInstance<Rebuild>(site.Host.Services).RunAsync(mend, said, CancellationToken.None);
        return (result, said.ToString().TrimEnd());
    }

    async Task BreakAsync(string sql)
    {
        await using var command = site.Database(DatabaseRole.Worker).CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    async Task<long> OneAsync(string sql)
    {
        await using var command = site.Database(DatabaseRole.Worker).CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
