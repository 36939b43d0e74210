using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.AspNetCore.Hosting;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Postgres;
using Switchhook.Published;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>
/// Database and data folder of a site of November 2026 that was killed with its hands full: `bin/former-site` has made them.
/// </summary>
public sealed class FormerSiteFixture : AppFixture
{
    static readonly string Folder = Path.Combine(DataFolder.Checkout(AppContext.BaseDirectory)!, "tests", "data", "former-site");

    protected override async Task FillAsync(TestDatabase database, string data)
    {
        await using (var archive = new GZipStream(File.OpenRead(Path.Combine(Folder, "data.tar.gz")), CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(archive, data, overwriteFiles: true);
        using var dump = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(Folder, "database.sql.gz")), CompressionMode.Decompress)
        );
        await database.RestoreAsync(dump);
    }

    protected override void Arrange(IWebHostBuilder web) => web.UseSetting("Retell:ApiKey", "key_of_the_sandbox_for_tests_0123456789");
}

public class Starting_on_a_former_site(FormerSiteFixture site) : IClassFixture<FormerSiteFixture>
{
    const string Waiting = "from wolverine.wolverine_incoming_envelopes where status <> 'Handled'";

    [Fact]
    public async Task shows_every_page_of_it_without_a_rebuild()
    {
        using var owner = await SignedInAsync("ana.reyes@example.com");
        using var connected = await SignedInAsync("harbor@example.com");
        using var newcomer = await SignedInAsync("noor@example.com");
        using var admin = await SignedInAsync("operator@example.com");
        using var auditor = await SignedInAsync("audit@example.com");
        var people = new Dictionary<TourRole, BrowserSession>
        {
            [TourRole.Owner] = owner,
            [TourRole.Connected] = connected,
            [TourRole.Newcomer] = newcomer,
            [TourRole.Admin] = admin,
            [TourRole.Auditor] = auditor,
        };
        var calls = await owner.GetAsync("/calls");
        var tenant = await site.TenantOfAsync(owner);
        var places = new Dictionary<string, string>
        {
            ["{call}"] = calls.Find("main tbody a[href^='/calls/call_']").GetAttribute("href")!,
            ["{lead}"] = (await owner.GetAsync("/leads"))
                .Document.QuerySelectorAll("main a[href^='/leads/']")
                .Select(x => x.GetAttribute("href")!)
                .First(x => Guid.TryParse(Path.GetFileName(x), out _)),
            ["{delivery}"] = Path.GetFileName(
                (await owner.GetAsync("/webhooks")).Find("main a[href^='/webhooks/0']").GetAttribute("href")!
            ),
            ["{owner}"] = $"{tenant}",
            ["{agent}"] = await OneAsync<string>($"select data ->> 'AgentId' from agents.mt_doc_agentdetails where tenant_id = '{tenant}'"),
        };
        foreach (var stop in Tour.Stops.Where(x => people.ContainsKey(x.Who) && x.Status == 200))
        {
            var path = places.Aggregate(stop.Path, (path, place) => path.Replace(place.Key, place.Value, StringComparison.Ordinal));
            var page = await people[stop.Who].GetAsync(path);
            ((int)page.Status, page.Path).ShouldBe((200, path), stop.Name);
        }
        calls.Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(10);
        (await owner.GetAsync("/calls?q=appointment")).Document.QuerySelectorAll("main tbody tr").Length.ShouldBeGreaterThan(0);
        (await owner.GetAsync("/agent/versions")).Words.ShouldContain("Says who we are");
        (
            await OneAsync<long>(
                "select count(*) from platform.read_models where made_at > (select min(at) from platform.prepared) + interval '10 minutes'"
            )
        ).ShouldBe(0, "nothing was rebuilt that no note announced");
    }

    [Fact]
    public async Task finishes_what_it_had_in_hand()
    {
        (await OneAsync<long>("select count(*) from wolverine.wolverine_dead_letters")).ShouldBe(1, "the one that was given up before");
        using var admin = await SignedInAsync("operator@example.com");
        // The data folder is a copy: nothing leaves the site before somebody has said that it is the live one.
        (await admin.SubmitAsync(await admin.GetAsync("/admin/installation"), "main form[action*=Live]")).Words.ShouldContain(
            "recognizes its database"
        );
        await AppFixture.Eventually(
            async () => await OneAsync<long>($"select count(*) {Waiting} and message_type not like '%SendDigest'") == 0,
            "every message that waited is handled"
        );

        var page = await admin.GetAsync("/admin/messages");
        page.Words.ShouldContain("AgentChanged");
        await admin.SubmitAsync(page, "main form[action*=Replay]");
        await AppFixture.Eventually(
            async () => await OneAsync<long>("select count(*) from wolverine.wolverine_dead_letters") == 0,
            "what was given up is done after all"
        );

        const string Leads = """
            from calls.mt_doc_calllist c cross join jsonb_array_elements(c.data -> 'Analysis' -> 'Fields') f
            where f ->> 'Name' = 'is_lead' and f ->> 'Value' = 'true' and exists (select from leads.mt_doc_leadofcall l
                where l.tenant_id = c.tenant_id and l.id = c.data ->> 'CallId') = 
            """;
        (await OneAsync<long>($"select count(*) {Leads} true")).ShouldBeGreaterThan(3);
        (await OneAsync<long>($"select count(*) {Leads} false")).ShouldBe(0, "each call that is a lead has one");
        await DoAsync("update wolverine.wolverine_incoming_envelopes set execution_time = now() where message_type like '%SendDigest'");
        await AppFixture.Eventually(
            async () =>
                await OneAsync<long>(
                    "select count(*) from admin.mt_doc_outboxmail where data ->> 'State' = 'Sent' and data ->> 'To' = "
                        + "'ana.reyes@example.com' and data ->> 'Subject' like '%lead%'"
                ) > 0,
            "the daily mail is sent"
        );
    }

    async Task<BrowserSession> SignedInAsync(string email)
    {
        var visitor = site.SessionOf(email);
        var home = await visitor.SubmitAsync(
            await visitor.GetAsync("/sign-in"),
            "main form:has([name=Password])",
            ("Email", email),
            ("Password", visitor.Password)
        );
        home.Path.ShouldBe("/", home.Words);
        return visitor;
    }

    async Task<T> OneAsync<T>(string sql)
    {
        await using var command = site.Database(DatabaseRole.Worker).CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    async Task DoAsync(string sql)
    {
        await using var command = site.Database(DatabaseRole.Worker).CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }
}
