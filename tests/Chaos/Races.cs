using System.Net;
using Shouldly;
using Switchhook.Scenarios;
using Xunit;

namespace Switchhook.Chaos;

/// <summary>The same agent asked for many times at once: in many tabs, by double clicks, at two processes of the product.</summary>
public class Races
{
    static readonly int Rounds = Asked.Number("CHAOS_ROUNDS", 50), Seed = Asked.Number("CHAOS_SEED", 1);

    [Fact]
    public async Task make_exactly_one_agent_with_one_number()
    {
        await using var ground = await Ground.PrepareAsync();
        var apps = new[] { ground.App, await ground.StartAnotherAsync() };
        var chance = new Random(Seed);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => chance.Next(2, 21)).ToList();
        var customers = new List<Customer>();
        var answers = new List<HttpStatusCode>();
        await Parallel.ForEachAsync(rounds, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (tabs, _) =>
        {
            var customer = await ground.CustomerAsync();
            lock (customers) customers.Add(customer);
            var visitors = new[] { customer.Visitor, await Ground.EnterAsync(customer.Visitor.Email, apps[1]) };
            // Every third click is a double one: the same form sent twice.
            var forms = await Task.WhenAll(Enumerable.Range(0, tabs).Select(async tab => (By: visitors[tab % 2], Form: await visitors[tab % 2].GetAsync("/agent/new"))));
            var clicks = forms.SelectMany((x, tab) => Enumerable.Repeat(x, tab % 3 == 0 ? 2 : 1));
            var got = await Task.WhenAll(clicks.Select(x => Customer.AskAsync(x.By, x.Form)));
            lock (answers) answers.AddRange(got.Select(x => x.Status));
            visitors[1].Dispose();
        });
        await Asked.UntilAsync(async () => (await LiveAsync(ground)).Count == Rounds, "every customer has an agent");

        var live = await LiveAsync(ground);
        var (agents, numbers, prompts) = (Bought(ground, "agent"), Bought(ground, "number"), Bought(ground, "llm"));
        Asked.Report($"races {Rounds}, requests {answers.Count}, agents {agents}, numbers {numbers}, refused {answers.Count(x => x is HttpStatusCode.UnprocessableEntity)}, failed {answers.Count(x => (int)x >= 500)}");
        (live.Count, live.Distinct().Count(), agents, numbers, prompts).ShouldBe((Rounds, Rounds, Rounds, Rounds, Rounds));
        answers.ShouldAllBe(x => x == HttpStatusCode.OK || x == HttpStatusCode.UnprocessableEntity);
        customers.ForEach(x => x.Dispose());
    }

    [Fact]
    public async Task create_no_fourth_time_within_an_hour()
    {
        await using var ground = await Ground.PrepareAsync();
        var apps = new[] { ground.App, await ground.StartAnotherAsync() };
        ground.Retell.Fail("POST /create-phone-number", "no-numbers", "area_code", times: 0);
        using var customer = await ground.CustomerAsync();
        using var second = await Ground.EnterAsync(customer.Visitor.Email, apps[1]);
        var statuses = new List<HttpStatusCode>();
        for (var wave = 0; wave < 5; wave++)
        {
            var forms = await Task.WhenAll(Enumerable.Range(0, 20).Select(async tab =>
                tab % 2 == 0 ? (By: customer.Visitor, Form: await customer.Visitor.GetAsync("/agent/new")) : (By: second, Form: await second.GetAsync("/agent/new"))));
            statuses.AddRange((await Task.WhenAll(forms.Select(x => Customer.AskAsync(x.By, x.Form)))).Select(x => x.Status));
            await Asked.UntilAsync(async () => (await ground.QueryAsync(
                "select count(*)::int from agents.mt_doc_agentslot where data ->> 'AgentId' is not null", row => row.GetInt32(0)))[0] == 0, "every attempt is undone");
        }
        Bought(ground, "agent").ShouldBe(3);
        statuses.Count(x => x is HttpStatusCode.TooManyRequests).ShouldBeGreaterThanOrEqualTo(20);
        ground.Retell.Held.ShouldBeEmpty();
    }

    static Task<IReadOnlyList<string>> LiveAsync(Ground ground) => ground.QueryAsync(
        "select tenant_id from agents.mt_doc_agentdetails where data ->> 'Status' = 'Live'", row => row.GetString(0));

    static int Bought(Ground ground, string what) => ground.Retell.Entries.Count(x => x.Action != "deleted" && x.What == what);
}
