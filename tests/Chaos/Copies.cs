using System.Net;
using Npgsql;
using Shouldly;
using Switchhook.Scenarios;
using Xunit;

namespace Switchhook.Chaos;

/// <summary>
/// Production and a restored copy of it run side by side with one Retell key, and production goes on making agents. The copy does not
/// recognize itself: it releases nothing, mails nobody and marks nothing as lost, for as many quarantines as <c>CHAOS_ROUNDS</c> says.
/// </summary>
public class Copies
{
    static readonly int Quarantines = ChaosOptions.Number("CHAOS_ROUNDS", 2);
    static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(2),
        Sweep = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task leave_alone_what_production_made_after_them()
    {
        // Both sides have opted in to releasing what is left over: what keeps the copy from it is that it does not recognize itself.
        await using var environment = await ChaosEnvironment.PrepareAsync(
            ("Agents__SweepMinutes", Invariant(Sweep.TotalMinutes)),
            ("Agents__QuarantineHours", Invariant(Quarantine.TotalHours)),
            ("Agents__ReleaseOrphans", "true")
        );
        await MakeAgentAsync(environment);
        await using var copy = await environment.CopyAsync();

        var made = 1;
        for (var round = 0; round < Quarantines; round++)
        {
            var begun = DateTime.UtcNow;
            await MakeAgentAsync(environment);
            made++;
            await ForgetPasswordAsync(copy);
            await ChaosOptions.UntilAsync(() => Task.FromResult(DateTime.UtcNow - begun > Quarantine + Sweep), "a quarantine has passed");
        }
        // What it has not sent waits, and is not lost.
        const string Waiting = "select count(*) from admin.mt_doc_outboxmail where data ->> 'State' = 'Waiting'";
        await ChaosOptions.UntilAsync(async () => await copy.QueryAsync<long>(Waiting) > 0, "a mail waits");
        var held = await copy.QueryAsync<long>(Waiting);
        var orphansBefore = await copy.QueryAsync<long>("select count(*) from agents.mt_doc_orphan");

        // Told that it is the live one, it sees what production made meanwhile, and leaves that alone all the same.
        await copy.ClaimAsync();
        await ChaosOptions.UntilAsync(
            async () => await copy.QueryAsync<long>("select count(*) from agents.mt_doc_orphan") > 0,
            "the copy has compared its ledger with Retell"
        );
        await ChaosOptions.UntilAsync(
            async () =>
                await copy.QueryAsync<long>(
                    "select count(*) from agents.mt_doc_orphan where (data ->> 'SeenAt')::timestamptz < now() - interval '4 seconds'"
                ) > 0,
            "another quarantine has passed"
        );

        var released = environment.Retell.Entries.Count(x => x.Action == "deleted");
        const string Lost = "select count(*) from events.mt_events where type = 'lost_at_retell'";
        var lost = await copy.QueryAsync<long>(Lost) + (await environment.QueryAsync(Lost, row => row.GetInt64(0)))[0];
        ChaosOptions.Report(
            $"quarantines {Quarantines}, agents {made}, mails held back {held}, listed for an administrator "
                + $"{await copy.QueryAsync<long>("select count(*) from agents.mt_doc_orphan")}",
            $"released by the copy {released}, mails by the copy {copy.MailsBeforeClaim}, lost marks {lost}"
        );
        (released, copy.MailsBeforeClaim, lost, orphansBefore).ShouldBe((0, 0, 0L, 0L));
        held.ShouldBeGreaterThan(0);
        copy.Said.ShouldContain("Drill mode:");
        environment.App.Said.ShouldNotContain("Drill mode:");
        environment.Retell.Held.Count.ShouldBe(3 * made);
        await TakesNoOtherWorkspaceAsync(environment);
    }

    /// <summary>
    /// With another key nothing of ours is found: that is told as such where the workspace bears the same name, and refused at start where
    /// it does not.
    /// </summary>
    static async Task TakesNoOtherWorkspaceAsync(ChaosEnvironment environment)
    {
        const string Key = "key_of_another_workspace";
        await environment.App.EndAsync();
        await using (var another = await environment.StartWithKeyAsync(Key))
            await ChaosOptions.UntilAsync(
                async () => (await another.ReadinessAsync()).Contains("Check that Retell__ApiKey", StringComparison.Ordinal),
                "readiness says that the key may be wrong"
            );
        (
            await environment.QueryAsync("select count(*) from events.mt_events where type = 'lost_at_retell'", row => row.GetInt64(0))
        ).ShouldBe([0L]);
        environment.Retell.Rename(Key, "Somebody else's workspace");
        (await Should.ThrowAsync<InvalidOperationException>(() => environment.StartWithKeyAsync(Key))).Message.ShouldContain(
            "opens the Retell workspace “Somebody else's workspace”, but this site's agents were made in “Sandbox workspace”"
        );
    }

    static async Task MakeAgentAsync(ChaosEnvironment environment)
    {
        using var customer = await environment.CustomerAsync();
        var id = await customer.OpenFormAsync();
        await customer.AskAsync();
        await ChaosOptions.UntilAsync(
            async () =>
                (
                    await environment.QueryAsync(
                        $"select data ->> 'Status' from agents.mt_doc_agentdetails where id = 'agent/{id:D}'",
                        row => row.GetString(0)
                    )
                )
                    is ["Live"],
            "the agent answers"
        );
    }

    /// <summary>Somebody who happens upon the copy asks it for a mail.</summary>
    static async Task ForgetPasswordAsync(Copy copy)
    {
        var (_, email) = await ChaosEnvironment.AccountAsync(copy.Owner);
        using var visitor = new BrowserSession(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, copy.App.Address);
        (await visitor.SubmitAsync(await visitor.GetAsync("/forgot-password"), "main form", ("Email", email))).Status.ShouldBe(
            HttpStatusCode.OK
        );
    }

    static string Invariant(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Database and data folder of a site, copied while it stood still, with a process of their own.</summary>
public sealed class Copy(AppProcess app, NpgsqlDataSource owner, NpgsqlDataSource worker, string data, Func<Task> drop) : IAsyncDisposable
{
    readonly int mailsCopied = Mails(data);

    public AppProcess App => app;
    public NpgsqlDataSource Owner => owner;
    public string Said => app.Said;
    public int MailsBeforeClaim { get; private set; }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = worker.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>An administrator of the copy says that it is the live site.</summary>
    public async Task ClaimAsync()
    {
        MailsBeforeClaim = Mails(data) - mailsCopied;
        var (id, email) = await ChaosEnvironment.AccountAsync(owner);
        await using (
            var grant = owner.CreateCommand(
                "insert into accounts.account_roles (user_id, role_id) select $1, id from accounts.roles where normalized_name = 'ADMIN'"
            )
        )
        {
            grant.Parameters.AddWithValue(id);
            (await grant.ExecuteNonQueryAsync()).ShouldBe(1);
        }
        using var admin = await ChaosEnvironment.EnterAsync(email, app);
        var page = await admin.GetAsync("/admin/installation");
        page.Words.ShouldContain("Is this the live site?");
        (await admin.SubmitAsync(page, "main form[action*=Live]")).Words.ShouldContain("recognizes its database");
    }

    static int Mails(string data) =>
        Directory.Exists(Path.Combine(data, "mail")) ? Directory.GetFiles(Path.Combine(data, "mail"), "*.eml").Length : 0;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await owner.DisposeAsync();
        await worker.DisposeAsync();
        await drop();
        Directory.Delete(data, recursive: true);
    }
}
