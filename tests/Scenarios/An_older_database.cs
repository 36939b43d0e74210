using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Switchhook.App.Hosting.Database;
using Switchhook.App.ProjectionRebuild;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Ingestion;
using Switchhook.Leads.Inbox;
using Switchhook.Leads.Notifications;
using Wolverine.Runtime;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

/// <summary>A site of its own: what is read there is of another build for a while.</summary>
public sealed class OutdatedDatabaseFixture : AppFixture;

public class An_older_database(OutdatedDatabaseFixture site) : IClassFixture<OutdatedDatabaseFixture>
{
    [Fact]
    public async Task is_brought_up_to_date_by_one_of_those_who_start_on_it_and_says_so_where_it_is_not_readable_yet()
    {
        using var owner = await site.OwnerWithAgentAsync();
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        var tenant = await site.TenantOfAsync(owner);
        await AppFixture.Eventually(
            async () =>
                await OneAsync(
                    $"select count(*) from calls.mt_doc_calllist where tenant_id = '{tenant}' and data ->> 'Analysis' is not null"
                ) == 1,
            "the call is analysed"
        );
        await AppFixture.Eventually(
            async () => await OneAsync("select count(*) from platform.read_models") > 5,
            "a new database is noted as what this build makes"
        );
        var catchUp = site.Get<RebuildOnStartup>();
        (await catchUp.RunAsync(CancellationToken.None)).ShouldBeTrue();

        await DoAsync(
            DatabaseRole.Worker,
            $$"""update calls.mt_doc_calllist set data = jsonb_set(data, '{Ending}', '"of another shape"') where tenant_id = '{{tenant}}'"""
        );
        await DoAsync(
            DatabaseRole.Owner,
            "update platform.read_models set shape = 'another', made_at = '2020-01-01' where name = 'CallList'"
        );
        catchUp.Percent = 40;
        var waiting = await owner.GetAsync("/calls");
        waiting.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        waiting.Words.ShouldContain("being brought up to date");
        waiting.Words.ShouldContain("40 %");

        await using (var other = await RebuildLock.TryAsync(site.Get<Databases>(), CancellationToken.None))
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

    /// <summary>
    /// Rows that nobody could read are what a build with another shape finds: none of them may cost a call, a lead or a note.
    /// </summary>
    [Fact]
    public async Task serves_callers_who_come_back_before_it_is_brought_up_to_date()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var (tenant, number) = (await site.TenantOfAsync(owner), NewNumber());
        var lead = await site.CapturedAsync(tenant, Call(number, "Wants a cleaning."));
        var noted = await site.CapturedAsync(tenant, Call(NewNumber()));
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        var (call, from) = ($"call_{Guid.NewGuid():N}", NewNumber());
        await site.PostSignedAsync(
            $$$"""{"event":"call_started","call":{"call_id":"{{{call}}}","agent_id":"{{{agent}}}","call_type":"phone_call","from_number":"{{{from}}}","direction":"inbound","start_timestamp":1764000000000} }"""
        );
        await AppFixture.Eventually(async () => (await owner.GetAsync($"/calls/{call}")).Status == HttpStatusCode.OK, "the call is there");

        foreach (
            var table in (string[])
                ["calls.mt_doc_calllist", "calls.mt_doc_calldetails", "leads.mt_doc_leadlist", "leads.mt_doc_leaddetails"]
        )
            await AllAsync(
                DatabaseRole.Worker,
                $$"""update {{table}} set data = (data - 'v') || '{"Lead": "of another shape", "Ending": "of another shape"}' where tenant_id = '{{tenant}}'"""
            );
        await AllAsync(DatabaseRole.Owner, "update platform.read_models set shape = 'former'");

        var again = Call(number, "Rings once more.");
        await site.PublishAsync(again, tenant);
        await site.PublishAsync(new AddLeadNote(noted.IdOf(), "Rang back."), tenant);
        await site.PostSignedAsync(
            $$$"""{"event":"call_analyzed","call":{"call_id":"{{{call}}}","agent_id":"{{{agent}}}","call_type":"phone_call","from_number":"{{{from}}}","direction":"inbound","start_timestamp":1764000000000,"call_analysis":{"call_summary":"Asked for the price.","user_sentiment":"Neutral"} } }"""
        );

        await AppFixture.Eventually(async () => await site.LeadOfAsync(tenant, again.CallId) is not null, "the caller's lead goes on");
        (await site.LeadAsync(tenant, lead.IdOf())).Lead.Facts.Calls.Count.ShouldBe(2);
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/leads/{noted.IdOf()}")).Words.Contains("Rang back.", StringComparison.Ordinal),
            "the note is there"
        );
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{call}")).Words.Contains("Asked for the price.", StringComparison.Ordinal),
            "the call goes on"
        );
        (await OneAsync($"select count(*) from wolverine.wolverine_dead_letters")).ShouldBe(0);
        (await OneAsync($"select count(*) from calls.deliveries where verdict = 'failed'")).ShouldBe(0);

        (await site.Get<RebuildOnStartup>().RunAsync(CancellationToken.None)).ShouldBeTrue();
        var check = ActivatorUtilities.CreateInstance<Rebuild>(site.Host.Services);
        (await check.RunAsync(repair: false, TextWriter.Null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task is_rid_of_the_rows_that_a_former_build_left_beside_this_one()
    {
        using var owner = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(owner);
        var lead = await site.CapturedAsync(tenant, Call(NewNumber(), "Wants a crown."));
        await AllAsync(
            DatabaseRole.Worker,
            $"update leads.mt_doc_leadlist set data = data - 'v', mt_last_modified = now() where tenant_id = '{tenant}'"
        );
        await AllAsync(DatabaseRole.Owner, "update platform.prepared set at = now()");
        await site.Get<UpgradeRepair>().RunAsync(TimeSpan.FromHours(2), CancellationToken.None);
        (await OneAsync($"select count(*) from leads.mt_doc_leadlist where tenant_id = '{tenant}' and data ->> 'v' is null")).ShouldBe(0);
        (await site.LeadAsync(tenant, lead.IdOf())).Reason.ShouldBe("Wants a crown.");
    }

    [Fact]
    public async Task retries_every_message_that_failed_since_it_was_prepared_also_those_that_were_sent_before()
    {
        using var owner = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(owner);
        const string Failed = "from wolverine.wolverine_dead_letters where message_type like '%ChooseLeadMail'";
        // No hour of any day: refused, and given up.
        for (var i = 0; i < 3; i++)
            await site.PublishAsync(new ChangeNotificationPreferences(NotificationMode.Digest, 77_311), tenant);
        await AppFixture.Eventually(async () => await OneAsync($"select count(*) {Failed}") == 3, "they were given up");
        var since = DateTimeOffset.UtcNow.AddMinutes(-1);
        await AllAsync(
            DatabaseRole.Worker,
            """
            update wolverine.wolverine_dead_letters set exception_type = 'System.NullReferenceException', sent_at = now() - interval
                '2 days'
            where message_type like '%ChooseLeadMail'
            """
        );

        var runtime = site.Get<IWolverineRuntime>();
        var meanwhile = new UpgradeFailureRetry(site.Database(DatabaseRole.Worker), site.Get<DeliveryTable>(), runtime) { PageSize = 1 };
        (await meanwhile.RetryAsync(DateTimeOffset.UtcNow.AddMinutes(1), CancellationToken.None)).ShouldBe(0);
        (await meanwhile.RetryAsync(since, CancellationToken.None)).ShouldBe(3);
        await AppFixture.Eventually(
            async () => await OneAsync($"select count(*) {Failed} and exception_type like '%Refused'") == 3,
            "they were tried again"
        );
        await AllAsync(DatabaseRole.Worker, $"delete {Failed}");
    }

    [Fact]
    public async Task is_refused_by_a_build_that_is_older_than_it()
    {
        await AllAsync(DatabaseRole.Owner, "insert into platform.generation (number) values (999)");
        try
        {
            var refused = await Should.ThrowAsync<StartupFailure>(() =>
                ActivatorUtilities.CreateInstance<Schema>(site.Host.Services).StartAsync(CancellationToken.None)
            );
            refused.Message.ShouldContain("a newer version of Switchhook (schema 999");
        }
        finally
        {
            await AllAsync(DatabaseRole.Owner, "delete from platform.generation where number = 999");
        }
    }

    async Task AllAsync(string role, string sql)
    {
        await using var database = site.Get<Databases>().Open(role);
        await using var command = database.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }

    const string Made = "select extract(epoch from max(made_at) - '2020-01-01')::bigint * 1000 from platform.read_models";

    async Task DoAsync(string role, string sql)
    {
        await using var database = site.Get<Databases>().Open(role);
        await using var command = database.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    async Task<long> OneAsync(string sql)
    {
        await using var command = site.Database(DatabaseRole.Worker).CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
