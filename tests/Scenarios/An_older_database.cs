using System.Net;
using Shouldly;
using Switchhook.App.Platform;
using Switchhook.App.Platform.Rebuilding;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>A house of its own: what is read there is of another build for a while.</summary>
public sealed class OldHouse : House;

public class An_older_database(OldHouse house) : IClassFixture<OldHouse>
{
    [Fact]
    public async Task is_brought_up_to_date_by_one_of_those_who_start_on_it_and_says_so_where_it_is_not_readable_yet()
    {
        using var owner = await house.OwnerWithAgentAsync();
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        await House.Eventually(async () => await OneAsync("select count(*) from calls.mt_doc_calllist where data ->> 'Analysis' is not null") == 1, "the call is analysed");
        await House.Eventually(async () => await OneAsync("select count(*) from platform.read_models") > 5, "a new database is noted as what this build makes");
        var catchUp = house.Get<CatchUp>();
        (await catchUp.RunAsync(CancellationToken.None)).ShouldBeTrue();

        await DoAsync(Databases.Worker, """update calls.mt_doc_calllist set data = jsonb_set(data, '{Ending}', '"of another shape"')""");
        await DoAsync(Databases.Owner, "update platform.read_models set shape = 'another', made_at = '2020-01-01' where name = 'CallList'");
        catchUp.Percent = 40;
        var waiting = await owner.GetAsync("/calls");
        waiting.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        waiting.Words.ShouldContain("being brought up to date");
        waiting.Words.ShouldContain("40 %");

        await using (var other = await Alone.TryAsync(house.Get<Databases>(), CancellationToken.None))
        {
            other.ShouldNotBeNull();
            (await catchUp.RunAsync(CancellationToken.None)).ShouldBeFalse("another process is at it");
        }
        (await catchUp.RunAsync(CancellationToken.None)).ShouldBeTrue();

        catchUp.Percent.ShouldBeNull();
        (await owner.GetAsync("/calls")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await OneAsync("select count(*) from platform.read_models where shape = 'another'")).ShouldBe(0);
        var made = await OneAsync(Made);
        (await catchUp.RunAsync(CancellationToken.None)).ShouldBeTrue();
        (await OneAsync(Made)).ShouldBe(made, "what is up to date is left alone");
    }

    const string Made = "select extract(epoch from max(made_at) - '2020-01-01')::bigint * 1000 from platform.read_models";

    async Task DoAsync(string role, string sql)
    {
        await using var database = house.Get<Databases>().Open(role);
        await using var command = database.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    async Task<long> OneAsync(string sql)
    {
        await using var command = house.Database(Databases.Worker).CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
