using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Marten;
using Npgsql;
using Shouldly;
using Switchhook.App.Platform;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;
using Xunit;

namespace Switchhook.Scenarios;

public class Searching_calls(House house, Neighbours them) : IClassFixture<Neighbours>
{
    async Task<CallDetails> CallAsync()
    {
        await using var reading = house.Reading(them.Tenant);
        return (await reading.LoadAsync<CallDetails>(Call.Key(them.Call)))!;
    }

    static Task<Answer> AskAsync(Visitor visitor, string q) => visitor.GetAsync("/calls?q=" + Uri.EscapeDataString(q));

    [Fact]
    public async Task finds_a_call_by_a_name_a_number_the_summary_and_what_was_said()
    {
        var call = await CallAsync();
        var said = call.Transcript.First(x => x.Role == "user" && x.Text.Length > 20).Text;
        foreach (var q in new[]
        {
            call.Analysis!.Said("caller_name")!, call.Analysis.Said("caller_name")![..3].ToLowerInvariant(), call.Caller!, call.Caller![^4..], Phone.Display(call.Caller)!,
            said.Split(' ')[1], call.Analysis.Summary.Split(' ')[^2],
        })
            (await AskAsync(them.Ana, q)).Document.QuerySelector($"tr[id={them.Call}]").ShouldNotBeNull(q);
        (await AskAsync(them.Ana, "xylophone")).Words.ShouldContain("No call matches");
        (await AskAsync(them.Ana, $"{said.Split(' ')[1]} xylophone")).Words.ShouldContain("No call matches");
    }

    [Fact]
    public async Task opens_a_hit_at_the_second_it_was_said()
    {
        var call = await CallAsync();
        var turn = call.Transcript.Select((x, i) => (x, i)).First(x => x.x.Role == "user" && x.x.Words.Count > 4);
        var word = turn.x.Words.MaxBy(x => x.Text.Length)!;
        var page = await AskAsync(them.Ana, Regex.Replace(word.Text, @"[^\w]", ""));
        var hits = page.Document.QuerySelectorAll($"tr[id={them.Call}] a.hit").ToList();
        hits.ShouldNotBeEmpty();
        hits.ShouldAllBe(x => x.QuerySelector("mark.found") != null);
        var hit = hits.First(x => x.GetAttribute("href")!.EndsWith("#turn-" + turn.i, StringComparison.Ordinal));
        hit.GetAttribute("href")!.ShouldContain($"&t={CallWords.Seconds(turn.x.Words.First(x => x.Text == word.Text).Start)}");

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

    [Theory, InlineData("%"), InlineData("'"), InlineData("\\"), InlineData("\"'); drop table calls.words; --\""), InlineData("{0}"), InlineData("?"), InlineData("a:*&|!<->")]
    public async Task takes_whatever_is_typed(string q) => (await AskAsync(them.Ana, q)).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task never_finds_what_is_somebody_elses()
    {
        var call = await CallAsync();
        foreach (var q in new[] { call.Analysis!.Said("caller_name")!, call.Caller!, call.Transcript[1].Text.Split(' ')[0] })
            them.MarksIn(await AskAsync(them.Bob, q), q).ShouldBeEmpty();
    }

    [Fact]
    public async Task forgets_the_words_of_a_transcript_that_retell_replaced()
    {
        using var owner = await house.OwnerWithAgentAsync();
        var agent = (await house.AgentOfAsync(owner)).RetellAgentId;
        var id = "call_" + Guid.NewGuid().ToString("N");
        string Told(string name, string said) => $$"""{"event":"{{name}}","call":{"call_id":"{{id}}","agent_id":"{{agent}}","call_type":"phone_call","from_number":"+14155550142","to_number":"+14155550100","direction":"inbound","start_timestamp":1764000000000,"end_timestamp":1764000060000,"transcript_object":[{"role":"user","content":"{{said}}","words":[{"word":"{{said}}","start":1,"end":2}]}],"call_analysis":{"call_summary":"Somebody called.","user_sentiment":"Neutral"} } }""";

        await house.PostSignedAsync(Told("call_ended", "My secret is marzipan"));
        await House.Eventually(async () => (await AskAsync(owner, "marzipan")).Text.Contains(id, StringComparison.Ordinal), "the call is found by what was said");
        await house.PostSignedAsync(Told("call_analyzed", "My secret is hidden"));
        await House.Eventually(async () => (await AskAsync(owner, "hidden")).Text.Contains(id, StringComparison.Ordinal), "the call is found by what stands there now");
        (await AskAsync(owner, "marzipan")).Text.ShouldNotContain(id);
        (await AskAsync(owner, "555 0142")).Text.ShouldContain(id);
    }

    /// <summary>One tenant among many, each with many calls: what is read grows with what is found, and with nothing else.</summary>
    [Fact]
    public async Task goes_straight_to_the_words_of_the_tenant()
    {
        await FillAsync();
        foreach (var (what, values) in new (string, object[])[]
        {
            ("select w.id from calls.words w where w.tenant_id = $1 and w.word ~>=~ $2 and w.word ~<~ $3", [them.Tenant, "lighthouse", "lighthouse\U0010FFFF"]),
            ("select w.id from calls.words w where w.tenant_id = $1 and w.word = $2", [them.Tenant, "lighthouse"]),
            ("select d.data from calls.mt_doc_calllist d where d.tenant_id = $1 and d.id in (select w.id from calls.words w where w.tenant_id = $1 and w.word ~>=~ $2 and w.word ~<~ $3) order by d.at desc limit 21",
                [them.Tenant, "lighthouse", "lighthouse\U0010FFFF"]),
        })
        {
            var plan = await PlanAsync(what, values);
            plan.ShouldNotContain("Seq Scan");
            plan.ShouldMatch(@"words_of_calls[\s\S]*Index Cond: \(\(tenant_id = .*word");
        }
    }

    async Task FillAsync()
    {
        await using var connection = await house.Database(Databases.Worker).OpenConnectionAsync();
        foreach (var sql in (string[])
        [
            """
            insert into calls.words (tenant_id, word, id, source)
            select case when g % 40 = 0 then $1 else md5((g % 40)::text) end, 'word' || w, 'call/fill_' || g, 0 from generate_series(1, 4000) g, generate_series(1, 25) w
            on conflict do nothing
            """,
            """
            insert into calls.mt_doc_calllist
            select (jsonb_populate_record(c, jsonb_build_object('id', 'call/fill_' || g, 'tenant_id', md5((g % 40)::text)))).*
            from calls.mt_doc_calllist c, generate_series(1, 4000) g where c.tenant_id = $1 and g % 40 <> 0
            on conflict do nothing
            """,
        ])
        {
            await using var fill = new NpgsqlCommand(sql, connection);
            fill.Parameters.AddWithValue(them.Tenant);
            await fill.ExecuteNonQueryAsync();
        }
    }

    async Task<string> PlanAsync(string sql, object[] values)
    {
        await using var connection = await house.Database(Databases.Web).OpenConnectionAsync();
        await using (var tenant = new NpgsqlCommand("select set_config('app.tenant_id', $1, false)", connection))
        {
            tenant.Parameters.AddWithValue(them.Tenant);
            await tenant.ExecuteNonQueryAsync();
        }
        await using var explain = new NpgsqlCommand("explain " + sql, connection);
        foreach (var value in values) explain.Parameters.AddWithValue(value);
        await using var rows = await explain.ExecuteReaderAsync();
        var plan = new System.Text.StringBuilder();
        while (await rows.ReadAsync()) plan.AppendLine(rows.GetString(0));
        return plan.ToString();
    }
}
