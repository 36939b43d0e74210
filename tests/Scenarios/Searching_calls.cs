using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Npgsql;
using Shouldly;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Calls;
using Switchhook.Calls.Details;
using Switchhook.Calls.List;
using Switchhook.Calls.Search;
using Xunit;

namespace Switchhook.Scenarios;

public class Searching_calls(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    async Task<CallDetails> CallAsync()
    {
        await using var reading = site.Reading(them.Tenant);
        return (await reading.LoadAsync<CallDetails>(Call.Key(them.Call)))!;
    }

    static Task<Answer> AskAsync(BrowserSession visitor, string q) => visitor.GetAsync("/calls?q=" + Uri.EscapeDataString(q));

    [Fact]
    public async Task finds_a_call_by_a_name_a_number_the_summary_and_what_was_said()
    {
        var call = await CallAsync();
        var said = call.Transcript.First(x => x.Role == "user" && x.Text.Length > 20).Text;
        foreach (
            var q in new[]
            {
                call.Analysis!.Said("caller_name")!,
                call.Analysis.Said("caller_name")![..3].ToLowerInvariant(),
                call.Caller!,
                call.Caller![^4..],
                PhoneNumber.Display(call.Caller)!,
                said.Split(' ')[1],
                call.Analysis.Summary.Split(' ')[^2],
            }
        )
            (await AskAsync(them.Ana, q)).Document.QuerySelector($"tr[id={them.Call}]").ShouldNotBeNull(q);
        (await AskAsync(them.Ana, "xylophone")).Words.ShouldContain("No call matches");
        (await AskAsync(them.Ana, $"{said.Split(' ')[1]} xylophone")).Words.ShouldContain("No call matches");
    }

    [Fact]
    public async Task opens_a_hit_at_the_second_it_was_said()
    {
        var call = await CallAsync();
        var turn = call.Transcript.Select((x, i) => (x, i)).First(x => x.x.Role == "user" && x.x.Words.Count > 4);
        var word = turn.x.Words.Where(x => !x.Text.Contains('-')).MaxBy(x => x.Text.Length)!;
        var page = await AskAsync(them.Ana, Regex.Replace(word.Text, @"[^\w]", ""));
        var hits = page.Document.QuerySelectorAll($"tr[id={them.Call}] a.hit").ToList();
        hits.ShouldNotBeEmpty();
        hits.ShouldAllBe(x => x.QuerySelector("mark.found") != null);
        var hit = hits.First(x => x.GetAttribute("href")!.EndsWith("#turn-" + turn.i, StringComparison.Ordinal));
        hit.GetAttribute("href")!.ShouldContain($"&t={CallText.Seconds(turn.x.Words.First(x => x.Text == word.Text).Start)}");

        var there = await them.Ana.GetAsync(hit.GetAttribute("href")!.Split('#')[0]);
        there.Find(".turns li[aria-current]").Id.ShouldBe("turn-" + turn.i);
        there.Find(".turns li[aria-current] mark.found").TextContent.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task takes_words_in_quotation_marks_as_they_stand()
    {
        var words = (await CallAsync()).Transcript.First(x => x.Role == "user" && x.Text.Length > 20).Text.Split(' ');
        (await AskAsync(them.Ana, $"\"{words[1]} {words[2]}\"")).Document.QuerySelector($"tr[id={them.Call}]").ShouldNotBeNull();
        (await AskAsync(them.Ana, $"\"{words[2]} {words[1]}\"")).Document.QuerySelector($"tr[id={them.Call}]").ShouldBeNull();
    }

    [
        Theory,
        InlineData("%"),
        InlineData("'"),
        InlineData("\\"),
        InlineData("\"'); drop table calls.words_of_call; --\""),
        InlineData("{0}"),
        InlineData("?"),
        InlineData("a:*&|!<->")
    ]
    public async Task takes_whatever_is_typed(string q) => (await AskAsync(them.Ana, q)).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task never_finds_what_is_somebody_elses()
    {
        var call = await CallAsync();
        foreach (var q in new[] { call.Analysis!.Said("caller_name")!, call.Caller!, call.Transcript[1].Text.Split(' ')[0] })
            them.MarksIn(await AskAsync(them.Bob, q), q).ShouldBeEmpty();
    }

    [Fact]
    public async Task finds_what_is_filed_as_it_found_it_before_and_no_former_words_of_it()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        var calls = Enumerable.Range(0, CallSearchIndexer.Many).Select(i => $"call_{i:000}{Guid.NewGuid():N}").ToArray();
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (id, _) => await site.PostSignedAsync(Told(agent, id, "call_ended", "My secret is marzipan"))
        );
        // Some may be filed by then: the site does so every minute by itself.
        await AppFixture.Eventually(async () => await HeardAsync(owner) == calls.Length, "all are heard");

        await site.Get<CallSearchIndexer>().IndexAsync(CancellationToken.None);
        (await UnfiledAsync(owner)).ShouldBe(0);
        foreach (var q in new[] { "marzi", "\"secret\"", "\"secret is\"", "555 0142" })
            (await AskAsync(owner, q)).Text.ShouldContain($"{calls.Length} calls", Case.Insensitive, q);
        (await AskAsync(owner, "\"marzi\"")).Text.ShouldNotContain(calls[0][..12]);

        await site.PostSignedAsync(Told(agent, calls[7], "call_analyzed", "My secret is hidden"));
        await AppFixture.Eventually(
            async () => (await AskAsync(owner, "hidden")).Text.Contains(calls[7], StringComparison.Ordinal),
            "the call is found by what stands there now"
        );
        (await AskAsync(owner, "marzipan")).Text.ShouldContain($"{calls.Length - 1} calls");
        (await AskAsync(owner, "555 0142")).Text.ShouldContain($"{calls.Length} calls");
    }

    /// <summary>A word that no index takes holds up its owner's calls alone.</summary>
    [Fact]
    public async Task files_the_calls_of_the_others_when_those_of_one_owner_cannot_be_filed()
    {
        var (broken, others) = ($"tenant-{Guid.NewGuid():N}", Enumerable.Range(0, 6).Select(_ => $"tenant-{Guid.NewGuid():N}").ToList());
        var endless = string.Concat(Enumerable.Range(0, 400).Select(_ => $"{Guid.NewGuid():N}"));
        await using var write = site.Database(DatabaseRole.Worker)
            .CreateCommand(
                """
                insert into calls.words_of_call (tenant_id, id, said)
                select tenant, 'call/' || n, case when tenant = $1 then $3 else ' hello ' end
                    from unnest($2) tenant, generate_series(1, $4) n
                """
            );
        foreach (var value in (object[])[broken, others.Append(broken).ToArray(), $" {endless} ", CallSearchIndexer.Many])
            write.Parameters.AddWithValue(value);
        await write.ExecuteNonQueryAsync();

        await site.Get<CallSearchIndexer>().IndexAsync(CancellationToken.None);
        foreach (var other in others)
            (await UnfiledAsync(other)).ShouldBe(0);
        (await UnfiledAsync(broken)).ShouldBe(CallSearchIndexer.Many);
        await using var away = site.Database(DatabaseRole.Worker)
            .CreateCommand("delete from calls.words_of_call where tenant_id = any($1)");
        away.Parameters.AddWithValue(others.Append(broken).ToArray());
        await away.ExecuteNonQueryAsync();
    }

    async Task<long> HeardAsync(BrowserSession owner) => await CountAsync(await site.TenantOfAsync(owner), "true");

    async Task<long> UnfiledAsync(BrowserSession owner) => await UnfiledAsync(await site.TenantOfAsync(owner));

    Task<long> UnfiledAsync(string tenant) => CountAsync(tenant, "number is null");

    async Task<long> CountAsync(string tenant, string which)
    {
        await using var command = site.Database(DatabaseRole.Worker)
            .CreateCommand($"select count(*) from calls.words_of_call where tenant_id = $1 and {which}");
        command.Parameters.AddWithValue(tenant);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static string Told(string? agent, string id, string name, string said) =>
        $$"""{"event":"{{name}}","call":{"call_id":"{{id}}","agent_id":"{{agent}}","call_type":"phone_call","from_number":"+14155550142","to_number":"+14155550100","direction":"inbound","start_timestamp":1764000000000,"end_timestamp":1764000060000,"transcript_object":[{"role":"user","content":"{{said}}","words":[{"word":"{{said}}","start":1,"end":2}]}],"call_analysis":{"call_summary":"Somebody called.","user_sentiment":"Neutral"} } }""";

    [Fact]
    public async Task forgets_the_words_of_a_transcript_that_retell_replaced()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        var id = "call_" + Guid.NewGuid().ToString("N");

        await site.PostSignedAsync(Told(agent, id, "call_ended", "My secret is marzipan"));
        await AppFixture.Eventually(
            async () => (await AskAsync(owner, "marzipan")).Text.Contains(id, StringComparison.Ordinal),
            "the call is found by what was said"
        );
        await site.PostSignedAsync(Told(agent, id, "call_analyzed", "My secret is hidden"));
        await AppFixture.Eventually(
            async () => (await AskAsync(owner, "hidden")).Text.Contains(id, StringComparison.Ordinal),
            "the call is found by what stands there now"
        );
        (await AskAsync(owner, "marzipan")).Text.ShouldNotContain(id);
        (await AskAsync(owner, "555 0142")).Text.ShouldContain(id);
    }

    /// <summary>One tenant among many, each with many calls: what is read grows with what is found, and with nothing else.</summary>
    [Fact]
    public async Task goes_straight_to_the_words_of_the_tenant()
    {
        await FillAsync();
        foreach (
            var (word, begins) in new[]
            {
                ("c.word ~>=~ $2 and c.word ~<~ $3", " lighthouse"),
                ("c.word = $2 and $3 <> ''", " lighthouse "),
            }
        )
        {
            var plan = await PlanAsync(
                $"""
                select d.data from calls.mt_doc_calllist d where d.tenant_id = $1 and d.id in (
                  select w.id from calls.words_of_call w where w.tenant_id = $1 and w.number = any(array(select unnest(c.calls)
                      from calls.calls_of_word c where c.tenant_id = $1 and {word}))
                  union all
                  select w.id from calls.words_of_call w where w.tenant_id = $1 and w.number is null
                      and strpos(concat(w.caller, w.said, w.understood), $4) > 0)
                order by d.at desc limit 21
                """,
                [them.Tenant, "lighthouse", "lighthouse\U0010FFFF", begins]
            );
            plan.ShouldNotContain("Seq Scan");
            plan.ShouldMatch(@"calls_of_word_word[\s\S]*Index Cond: \(\(tenant_id = .*word");
            plan.ShouldMatch(@"words_of_call_number[\s\S]*Index Cond: \(\(tenant_id = ");
            plan.ShouldMatch(@"words_of_call_unfiled[\s\S]*Index Cond: \(tenant_id = ");
        }
    }

    async Task FillAsync()
    {
        await using var connection = await site.Database(DatabaseRole.Worker).OpenConnectionAsync();
        foreach (
            var sql in (string[])
                [
                    """
                        insert into calls.words_of_call (tenant_id, id, said, number)
                        select case when g % 40 = 0 then $1 else md5((g % 40)::text) end, 'call/fill_' || g, ' word1 word2 ', case
                            when g % 10 > 0 then 1000000 + g end from generate_series(1, 4000) g
                        on conflict do nothing
                        """,
                    """
                        insert into calls.calls_of_word (tenant_id, word, calls)
                        select case when g % 40 = 0 then $1 else md5((g % 40)::text) end, 'word' || w, array_agg(1000000 + g)
                            from generate_series(1, 4000) g, generate_series(1, 25) w where g % 10 > 0 group by 1, 2
                        """,
                    """
                        insert into calls.mt_doc_calllist
                        select (jsonb_populate_record(c, jsonb_build_object('id', 'call/fill_' || g, 'tenant_id', md5((g % 40)::text)))).*
                        from calls.mt_doc_calllist c, generate_series(1, 4000) g where c.tenant_id = $1 and g % 40 <> 0
                        on conflict do nothing
                        """,
                ]
        )
        {
            await using var fill = new NpgsqlCommand(sql, connection);
            fill.Parameters.AddWithValue(them.Tenant);
            await fill.ExecuteNonQueryAsync();
        }
        // A plan follows from what is known of the rows.
        await using var owner = site.Get<Databases>().Open(DatabaseRole.Owner);
        await using var analyze = owner.CreateCommand("analyze calls.words_of_call, calls.calls_of_word, calls.mt_doc_calllist");
        await analyze.ExecuteNonQueryAsync();
    }

    async Task<string> PlanAsync(string sql, object[] values)
    {
        await using var connection = await site.Database(DatabaseRole.Web).OpenConnectionAsync();
        await using (var tenant = new NpgsqlCommand("select set_config('app.tenant_id', $1, false)", connection))
        {
            tenant.Parameters.AddWithValue(them.Tenant);
            await tenant.ExecuteNonQueryAsync();
        }
        await using var explain = new NpgsqlCommand("explain " + sql, connection);
        foreach (var value in values)
            explain.Parameters.AddWithValue(value);
        await using var rows = await explain.ExecuteReaderAsync();
        var plan = new System.Text.StringBuilder();
        while (await rows.ReadAsync())
            plan.AppendLine(rows.GetString(0));
        return plan.ToString();
    }
}
