using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Live_updates(AppFixture site)
{
    static string Place(Answer page) => page.Find("meta[name=live-since]").GetAttribute("content")!;

    Task ChangeAsync(string tenant, string kind) => NotifyAsync($"{tenant} {kind}");

    async Task NotifyAsync(string payload)
    {
        await using var command = site.Database(DatabaseRole.Worker).CreateCommand($"notify changed, '{payload}'");
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task begins_with_what_happened_since_the_page_was_written()
    {
        using var owner = await site.OwnerAsync();
        var page = await owner.GetAsync("/");
        await owner.SubmitAsync(
            await owner.GetAsync("/agent/new"),
            "main form",
            ("Name", "Front desk"),
            ("Brief", "Answer for us and take messages."),
            ("AreaCode", "")
        );
        using var live = await owner.ListenAsync("/live?since=" + Place(page));
        (await live.NextAsync()).ShouldBe("open");
        (await live.NextAsync()).ShouldBe("agents");
    }

    [Fact]
    public async Task goes_on_where_a_broken_stream_ended()
    {
        using var owner = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(owner);
        string? stood;
        using (var live = await owner.ListenAsync("/live?since=" + Place(await owner.GetAsync("/"))))
        {
            (await live.NextAsync()).ShouldBe("open");
            await ChangeAsync(tenant, "calls");
            (await live.NextAsync()).ShouldBe("calls");
            stood = live.LastEventId;
        }
        // Nobody of theirs listens now.
        await ChangeAsync(tenant, "leads");
        await ChangeAsync(tenant, "leads");
        using var bystander = await owner.ListenAsync("/live");
        await ChangeAsync(tenant, "agents");
        while (await bystander.NextAsync() != "agents") { }

        using var again = await owner.ListenAsync("/live", ("Last-Event-ID", stood!));
        (await again.NextAsync()).ShouldBe("open");
        (await again.NextAsync()).ShouldBe("agents");
        (await again.NextAsync()).ShouldBe("leads");
        again.LastEventId.ShouldNotBe(stood);
    }

    [Fact]
    public async Task has_who_comes_from_before_a_restart_look_at_everything()
    {
        using var owner = await site.OwnerAsync();
        using var live = await owner.ListenAsync("/live", ("Last-Event-ID", "0123456789ab.42"));
        (await live.NextAsync()).ShouldBe("open");
        (await live.NextAsync()).ShouldBe("everything");
    }

    [Fact]
    public async Task has_everybody_look_at_everything_when_the_line_to_the_database_was_cut()
    {
        using var owner = await site.OwnerAsync();
        using var live = await owner.ListenAsync("/live");
        (await live.NextAsync()).ShouldBe("open");
        await using (
            var cut = site.Database(DatabaseRole.Worker)
                .CreateCommand(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen changed' and usename = "
                        + "current_user and datname = current_database()"
                )
        )
            await cut.ExecuteNonQueryAsync();
        (await live.NextAsync()).ShouldBe("everything");
    }

    [Fact]
    public async Task gives_every_page_of_somebody_signed_in_its_place_and_nobody_else_any()
    {
        using var owner = await site.OwnerAsync();
        foreach (var path in new[] { "/", "/calls", "/leads", "/agent" })
            Place(await owner.GetAsync(path)).ShouldMatch(@"^[0-9a-f]{12}\.\d+$");
        using var stranger = site.Anonymous();
        (await stranger.GetAsync("/")).Document.QuerySelector("meta[name=live-since]").ShouldBeNull();
    }
}
