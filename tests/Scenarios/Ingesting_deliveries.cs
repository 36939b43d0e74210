using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Ingestion;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Scenarios;

public class Ingesting_deliveries(IngestionFixture site) : IClassFixture<IngestionFixture>
{
    static string Fresh(string kind) => $"{kind}_{Guid.NewGuid():N}";

    static string Call(string name, string call, string agent, string more = "") =>
        $$$"""{"event":"{{{name}}}","call":{"call_id":"{{{call}}}","call_type":"phone_call","agent_id":"{{{agent}}}","direction":"inbound","from_number":"+14155550142","to_number":"+14157774444"{{{more}}}}}""";

    static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);

    async Task<(string Agent, string Tenant)> AgentAsync()
    {
        using var owner = await site.OwnerAsync();
        var (agent, tenant) = (Fresh("agent"), await site.TenantOfAsync(owner));
        await site.PublishAsync(new AgentLinked(agent, "Front desk"), tenant);
        return (agent, tenant);
    }

    Task AppliedAsync(string body) =>
        AppFixture.Eventually(
            async () => (await site.StoredAsync(Bytes(body))).Count(x => x.Verdict == DeliveryStatus.Applied) == 1,
            "the delivery is applied"
        );

    [Fact]
    public async Task applies_one_of_many_that_are_the_same_and_come_at_once()
    {
        var body = Call("call_ended", Fresh("call"), (await AgentAsync()).Agent);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => site.PostSignedAsync(body)));
        answers.ShouldAllBe(x => x.Status == HttpStatusCode.NoContent);
        await AppliedAsync(body);
        (await site.StoredAsync(Bytes(body)))
            .Select(x => (x.Verdict, x.Times))
            .Order()
            .ShouldBe([(DeliveryStatus.Applied, 1), (DeliveryStatus.Duplicate, 39)]);
    }

    [Fact]
    public async Task lets_nobody_wait_for_one_that_the_database_holds_up()
    {
        var (agent, _) = await AgentAsync();
        var call = Fresh("call");
        var held = Call("call_ended", call, agent);
        await using var connection = await site.Database("worker").OpenConnectionAsync();
        await using var another = await connection.BeginTransactionAsync();
        await using (
            var same = new NpgsqlCommand(
                "insert into calls.deliveries (id, received_at, verdict, identity, body_hash, body_size) values ($1, now(), "
                    + "'ignored', $2, $3, 0)",
                connection,
                another
            )
            {
                Parameters =
                {
                    new() { Value = Guid.CreateVersion7() },
                    new() { Value = $"call_ended|{call}" },
                    new() { Value = SHA256.HashData(Bytes(held)) },
                },
            }
        )
            await same.ExecuteNonQueryAsync();

        var waits = site.PostSignedAsync(held);
        await AppFixture.Eventually(
            async () => await AreWaitingAsync(connection) > 0,
            "the writer waits for what the other transaction will be"
        );
        var others = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => site.PostSignedAsync(Call("call_started", Fresh("call"), agent)))
        );
        others.ShouldAllBe(x => x.Status == HttpStatusCode.NoContent);
        (await waits).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await another.RollbackAsync();
        await AppFixture.Eventually(
            async () => (await site.PostSignedAsync(held)).Status == HttpStatusCode.NoContent,
            "it is taken when it comes again"
        );
        await AppliedAsync(held);

        static async Task<long> AreWaitingAsync(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                connection
            );
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    [Fact]
    public async Task applies_a_modest_owner_s_call_before_what_a_greedy_one_sent_earlier()
    {
        var ((greedy, _), (modest, _)) = (await AgentAsync(), await AgentAsync());
        var costly = Enumerable.Range(0, 8).Select(_ => Call("call_analyzed", Fresh("call"), greedy, Costly())).ToList();
        foreach (var body in costly)
            await AppFixture.Eventually(async () => (await site.PostSignedAsync(body)).Status == HttpStatusCode.NoContent, "it is taken");
        var (call, watch) = (Call("call_started", Fresh("call"), modest), Stopwatch.StartNew());
        (await site.PostSignedAsync(call)).Status.ShouldBe(HttpStatusCode.NoContent);
        await AppliedAsync(call);
        var (waited, waiting) = (watch.Elapsed, await WaitingAsync(greedy));
        TestContext.Current.SendDiagnosticMessage(
            $"The modest owner's call was applied after {waited.TotalMilliseconds:0} ms; {waiting} of the greedy one's still waited."
        );
        waiting.ShouldBeGreaterThan(0);
        await AppFixture.Eventually(async () => await WaitingAsync(greedy) == 0, "what the greedy one sent is applied, too");
        foreach (var body in costly)
            (await site.StoredAsync(Bytes(body)))[0].Verdict.ShouldBe(DeliveryStatus.Applied);
    }

    /// <summary>Many answers, and many lines to look for them in: 270 kB.</summary>
    static string Costly()
    {
        var fields = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"answer_{i}\":\"the {i}th thing that nobody said\""));
        var turns = string.Join(
            ',',
            Enumerable
                .Range(0, 3_000)
                .Select(i =>
                    $$"""{"role":"{{(i % 2 == 0 ? "user" : "agent")}}","content":"the {{i}}th thing that was said in this call"}"""
                )
        );
        return $$""","transcript_object":[{{turns}}],"call_analysis":{"call_summary":"Long","custom_analysis_data":{ {{fields}} } }""";
    }

    async Task<long> WaitingAsync(string agent)
    {
        await using var command = site.Database("worker")
            .CreateCommand("select count(*) from calls.deliveries where retell_agent_id = $1 and verdict = 'accepted'");
        command.Parameters.AddWithValue(agent);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task keeps_what_an_owner_signs_beyond_an_hour_s_bytes_and_applies_it_last()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        var call = Fresh("call");
        string Transcript(int lines) =>
            Call(
                "transcript_updated",
                call,
                account.AgentId,
                $$""","transcript":"{{string.Concat(Enumerable.Repeat("User: Hello again.\\n", lines))}}" """
            );
        var (within, beyond) = (Transcript(5_000), Transcript(55_000));
        async Task TakenAsync(string body)
        {
            await AppFixture.Eventually(
                async () =>
                    (await site.PostAsync(Bytes(body), site.Sign(Bytes(body), key: account.WebhookKey))).Status == HttpStatusCode.NoContent,
                "it is taken"
            );
            await AppliedAsync(body);
        }
        await TakenAsync(within);
        (await site.StoredAsync(Bytes(within)))[0].Body.ShouldNotBeNull();
        await TakenAsync(beyond);
        (await site.StoredAsync(Bytes(beyond)))[0].Body.ShouldBeNull("its words are on the page until the call ends");
        (await ScalarAsync("select share from calls.deliveries where body_hash = $1", beyond)).ShouldBe(
            "~" + await site.TenantOfAsync(owner)
        );
        (await owner.GetAsync($"/calls/{call}")).Words.ShouldContain("Hello again.");
    }

    [Fact]
    public async Task keeps_the_body_of_the_newest_live_transcript_only()
    {
        var (agent, _) = await AgentAsync();
        var call = Fresh("call");
        string Transcript(int lines) =>
            Call(
                "transcript_updated",
                call,
                agent,
                $$""","transcript":"{{string.Concat(Enumerable.Repeat("User: Hello again.\\n", lines))}}" """
            );
        string[] all = [Call("call_started", call, agent), Transcript(1), Transcript(2), Transcript(3)];
        var signed = DateTimeOffset.UtcNow.AddMinutes(-1);
        foreach (var body in all)
        {
            signed = signed.AddSeconds(1);
            (await site.PostAsync(Bytes(body), site.Sign(Bytes(body), at: signed))).Status.ShouldBe(HttpStatusCode.NoContent);
            await AppliedAsync(body);
        }
        var kept = new List<bool>();
        foreach (var body in all)
            kept.Add((await site.StoredAsync(Bytes(body)))[0].Body is not null);
        kept.ShouldBe([true, false, false, true]);
    }

    [Fact]
    public async Task gives_up_a_body_that_does_not_arrive()
    {
        using var anybody = site.Anonymous();
        using var body = new EndlessBody(10_000_000);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/retell/webhook") { Content = body };
        request.Headers.TryAddWithoutValidation("X-Retell-Signature", site.Sign([]));
        (await anybody.SendAsync(request)).Status.ShouldBe(HttpStatusCode.RequestTimeout);
        await AppFixture.Eventually(() => Task.FromResult(site.Get<BytesInFlight>().ReservedBytes < 10_000_000), "its room is given back");
    }

    [Fact]
    public async Task sets_poison_aside_with_its_reason_and_applies_its_neighbours()
    {
        var (agent, tenant) = await AgentAsync();
        // Every text of a body has a bound, so what the database will not take is made by the database.
        var refused = Fresh("call");
        await site.RefuseRowAsync(refused);
        var poison = Call("call_analyzed", refused, agent);
        List<string> neighbours = [.. Enumerable.Range(0, 30).Select(_ => Call("call_started", Fresh("call"), agent))];
        await Task.WhenAll([
            .. neighbours.Take(15).Select(site.PostSignedAsync),
            site.PostSignedAsync(poison),
            .. neighbours.Skip(15).Select(site.PostSignedAsync),
        ]);

        foreach (var neighbour in neighbours)
            await AppliedAsync(neighbour);
        await AppFixture.Eventually(async () => await site.StatusAsync(poison) == DeliveryStatus.Failed, "the poison is set aside");
        var kept = (await site.StoredAsync(Bytes(poison))).Single();
        (kept.Reason, kept.Tenant).ShouldBe(("PostgreSQL 54000", tenant));
        kept.Body.ShouldBe(Bytes(poison));
    }

    [Fact]
    public async Task keeps_bodies_compressed_and_lets_them_go_after_a_month()
    {
        var body = Call(
            "call_started",
            Fresh("call"),
            (await AgentAsync()).Agent,
            $$""","metadata":{"note":"{{new string('x', 5_000)}}"}"""
        );
        await site.PostSignedAsync(body);
        await AppliedAsync(body);
        (await site.StoredAsync(Bytes(body))).Single().Body.ShouldBe(Bytes(body));
        (await ScalarAsync("select octet_length(body) < 1000 from calls.deliveries where body_hash = $1", body)).ShouldBe(true);

        await site.Get<BodyRetention>().DeleteExpiredAsync(CancellationToken.None);
        (await site.StoredAsync(Bytes(body))).Single().Body.ShouldNotBeNull();
        var then = DateTimeOffset.UtcNow.AddDays(-31);
        await ScalarAsync(
            $"update calls.deliveries set received_at = '{then:O}', id = '{Guid.CreateVersion7(then)}' where body_hash = $1",
            body
        );
        while (await site.Get<BodyRetention>().DeleteExpiredAsync(CancellationToken.None) > 0) { }
        var kept = (await site.StoredAsync(Bytes(body))).Single();
        (kept.Body, kept.Verdict, kept.Size).ShouldBe((null, DeliveryStatus.Applied, body.Length));
        (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await site.StoredAsync(Bytes(body)))
            .Count(x => x.Verdict == DeliveryStatus.Duplicate)
            .ShouldBe(1, "it is known though its body has gone");
    }

    [Fact]
    public async Task says_within_a_second_that_it_cannot_while_the_database_hangs_and_takes_the_next_try()
    {
        var body = Call("call_started", Fresh("call"), (await AgentAsync()).Agent);
        await using (await site.HoldUpAsync())
        {
            var watch = Stopwatch.StartNew();
            (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2), "and half of it is this machine's");
        }
        await AppFixture.Eventually(async () => (await site.PostSignedAsync(body)).Status == HttpStatusCode.NoContent, "it is taken in");
        await AppliedAsync(body);
    }

    [Fact]
    public async Task takes_what_the_former_key_signed_while_keys_are_replaced_and_nothing_of_a_third_one()
    {
        var body = Bytes(Call("call_started", Fresh("call"), (await AgentAsync()).Agent));
        (await site.PostAsync(body, site.Sign(body, key: IngestionFixture.FormerKey))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await site.PostAsync(body, site.Sign(body))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await site.PostAsync(body, site.Sign(body, key: "key_of_nobody"))).Status.ShouldNotBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task lets_who_signs_nothing_wait_and_who_signs_never()
    {
        var body = Bytes(Call("call_started", Fresh("call"), (await AgentAsync()).Agent));
        // Strangers have a network each, and this limit is by network.
        using var one = site.Anonymous();
        await AppFixture.Eventually(
            async () =>
                (await site.PostAsync(body, null, one)) is { Status: HttpStatusCode.TooManyRequests } answer
                && int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) is > 0 and <= 60,
            "it has to wait"
        );
        (await site.PostAsync(body, site.Sign(body))).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task interprets_again_what_is_asked_for_and_adds_nothing()
    {
        var (agent, tenant) = await AgentAsync();
        var (body, call) = (Call("call_ended", "", agent), Fresh("call"));
        body = body.Replace("\"call_id\":\"\"", $"\"call_id\":\"{call}\"", StringComparison.Ordinal);
        await site.PostSignedAsync(body);
        await AppliedAsync(body);
        var id = (Guid)(await ScalarAsync("select id from calls.deliveries where body_hash = $1", body))!;
        var before = await EventsAsync(tenant, call);
        before.ShouldBe([("call_ended", id.ToString(), "retell")]);

        (await site.Get<Switchhook.Calls.Ingestion.DeliveryStore>().ReprocessAsync([id], CancellationToken.None)).ShouldBe(1);
        await AppFixture.Eventually(
            async () => (await site.StoredAsync(Bytes(body))).Single() is { Verdict: DeliveryStatus.Applied, Reason: "Nothing new" },
            "it was interpreted again"
        );
        (await EventsAsync(tenant, call)).ShouldBe(before);
    }

    [Fact]
    public async Task shares_the_work_with_another_process_and_takes_over_what_that_leaves_behind()
    {
        var (agent, _) = await AgentAsync();
        List<string> bodies = [.. Enumerable.Range(0, 120).Select(_ => Call("call_ended", Fresh("call"), agent))];
        var another = await site.AnotherAsync();
        try
        {
            var door = another.Services.GetRequiredService<Switchhook.Calls.Ingestion.DeliveryStore>();
            var kept = await Task.WhenAll(
                bodies.Select(body =>
                {
                    var now = DateTimeOffset.UtcNow;
                    return door.StoreAsync(
                        new Delivery(Guid.CreateVersion7(now), now, now, Bytes(body), Signer.Platform),
                        TimeSpan.FromSeconds(10),
                        CancellationToken.None
                    );
                })
            );
            kept.ShouldAllBe(x => x);
        }
        finally
        {
            await another.DisposeAsync();
        }
        var watch = Stopwatch.StartNew();
        foreach (var body in bodies)
            await AppliedAsync(body);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (
            await ScalarAsync("select count(*) from calls.deliveries where verdict = 'failed' and retell_agent_id = $1", agent, hash: false)
        ).ShouldBe(0L);
    }

    async Task<object?> ScalarAsync(string sql, string value, bool hash = true)
    {
        await using var command = site.Database("worker").CreateCommand(sql);
        command.Parameters.AddWithValue(hash ? System.Security.Cryptography.SHA256.HashData(Bytes(value)) : value);
        return await command.ExecuteScalarAsync();
    }

    async Task<IReadOnlyList<(string Type, string Causation, string Actor)>> EventsAsync(string tenant, string call)
    {
        await using var command = site.Database("worker")
            .CreateCommand(
                "select type, causation_id, user_name from events.mt_events where tenant_id = $1 and stream_id = $2 order by version"
            );
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue("call/" + call);
        await using var row = await command.ExecuteReaderAsync();
        var events = new List<(string, string, string)>();
        while (await row.ReadAsync())
            events.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
        return events;
    }
}
