using System.Net;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos;

/// <summary>
/// The same agent asked for many times at once: in many tabs, by double clicks, by programs, at two processes of the product.
/// </summary>
public class Races
{
    static readonly int Rounds = ChaosOptions.Number("CHAOS_ROUNDS", 50),
        Seed = ChaosOptions.Number("CHAOS_SEED", 1);

    [Fact]
    public async Task make_exactly_one_agent_with_one_number()
    {
        await using var environment = await ChaosEnvironment.PrepareAsync(("Nodes__Several", "true"));
        var apps = new[] { environment.App, await environment.StartAnotherAsync() };
        var chance = new Random(Seed);
        // Pages alone, programs alone, and both at once by turns.
        var rounds = Enumerable
            .Range(0, Rounds)
            .Select(i => (Requests: chance.Next(2, 21), Pages: i % 3 != 1, Programs: i % 3 != 0))
            .ToList();
        var answers = new List<HttpStatusCode>();
        var (byPages, byPrograms) = (0, 0);
        await Parallel.ForEachAsync(
            rounds,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (round, _) =>
            {
                using var customer = await environment.CustomerAsync();
                using var elsewhere = await ChaosEnvironment.EnterAsync(customer.Visitor.Email, apps[1]);
                var key = await environment.KeyAsync(customer);
                using var first = new CustomersProgram(apps[0], key);
                using var second = new CustomersProgram(apps[1], key);
                var requests = new List<Func<Task<HttpStatusCode>>>();
                for (var i = 0; i < round.Requests; i++)
                {
                    if (!round.Pages || (round.Programs && i % 2 == 1))
                    {
                        var program = i % 4 < 2 ? first : second;
                        requests.Add(async () => (await program.AskAsync()).Status);
                        Interlocked.Increment(ref byPrograms);
                        continue;
                    }
                    var visitor = i % 4 < 2 ? customer.Visitor : elsewhere;
                    var form = await visitor.GetAsync("/agent/new");
                    // Every third click is a double one: the same form sent twice.
                    var clicks = i % 3 == 0 ? 2 : 1;
                    for (var click = 0; click < clicks; click++)
                        requests.Add(async () => (await Customer.AskAsync(visitor, form)).Status);
                    Interlocked.Add(ref byPages, clicks);
                }
                var got = await Task.WhenAll(requests.Select(x => x()));
                lock (answers)
                    answers.AddRange(got);
            }
        );
        await ChaosOptions.UntilAsync(async () => (await LiveAsync(environment)).Count == Rounds, "every customer has an agent");

        var live = await LiveAsync(environment);
        var (agents, numbers, prompts) = (Bought(environment, "agent"), Bought(environment, "number"), Bought(environment, "llm"));
        ChaosOptions.Report(
            $"races {Rounds}, requests {answers.Count} (pages {byPages}, API {byPrograms}), agents {agents}, numbers {numbers}, "
                + $"refused {answers.Count(x => x is HttpStatusCode.UnprocessableEntity)}, failed {answers.Count(x => (int)x >= 500)}"
        );
        (live.Count, live.Distinct().Count(), agents, numbers, prompts).ShouldBe((Rounds, Rounds, Rounds, Rounds, Rounds));
        answers.ShouldAllBe(x => x == HttpStatusCode.OK || x == HttpStatusCode.Accepted || x == HttpStatusCode.UnprocessableEntity);
        // One creation by a program is answered with 202, and one by pages with the agent's page: that of the form that won, however often
        // it was sent.
        answers.Count(x => x is HttpStatusCode.Accepted).ShouldBeInRange(1, Rounds);
    }

    [Fact]
    public async Task create_no_fourth_time_within_an_hour_and_no_more_than_the_installation_may()
    {
        await using var environment = await ChaosEnvironment.PrepareAsync(("Nodes__Several", "true"), ("Agents__PurchasesPerDay", "6"));
        var apps = new[] { environment.App, await environment.StartAnotherAsync() };
        using var customer = await environment.CustomerAsync();
        using var elsewhere = await ChaosEnvironment.EnterAsync(customer.Visitor.Email, apps[1]);
        var key = await environment.KeyAsync(customer);
        using var first = new CustomersProgram(apps[0], key);
        using var second = new CustomersProgram(apps[1], key);
        var (pages, programs) = (new List<HttpStatusCode>(), new List<(HttpStatusCode Status, TimeSpan? Wait)>());
        // Twenty at once: ten by pages and ten by programs, half of each at either process.
        for (var wave = 0; wave < 5; wave++)
        {
            var forms = await Task.WhenAll(
                Enumerable
                    .Range(0, 10)
                    .Select(async i =>
                        (
                            By: i % 2 == 0 ? customer.Visitor : elsewhere,
                            Form: await (i % 2 == 0 ? customer.Visitor : elsewhere).GetAsync("/agent/new")
                        )
                    )
            );
            var byPrograms = Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? first : second).AskAsync()).ToList();
            pages.AddRange((await Task.WhenAll(forms.Select(x => Customer.AskAsync(x.By, x.Form)))).Select(x => x.Status));
            programs.AddRange(await Task.WhenAll(byPrograms));
            // Whoever won has an agent by now, and deletes it: only what was paid for counts as a creation.
            if (await SlotsAsync(environment) == 0)
                continue;
            await ChaosOptions.UntilAsync(async () => (await LiveAsync(environment)).Count == 1, "the agent answers");
            await customer.Visitor.SubmitAsync(await customer.Visitor.GetAsync("/agent"), "#delete", ("Typed", "Front desk"));
            await ChaosOptions.UntilAsync(async () => await SlotsAsync(environment) == 0, "the agent is deleted");
        }
        Bought(environment, "agent").ShouldBe(3);
        pages.Count(x => x is HttpStatusCode.TooManyRequests).ShouldBeGreaterThanOrEqualTo(10);
        programs.Count(x => x.Status is HttpStatusCode.TooManyRequests).ShouldBeGreaterThanOrEqualTo(10);
        programs
            .Where(x => x.Status is HttpStatusCode.TooManyRequests)
            .ShouldAllBe(x => x.Wait > TimeSpan.Zero && x.Wait <= TimeSpan.FromHours(1));
        environment.Retell.Held.ShouldBeEmpty();

        // Ten others at once, of whom three may still buy today.
        var others = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(async i =>
                {
                    var other = await environment.CustomerAsync();
                    var visitor = i % 2 == 0 ? other.Visitor : await ChaosEnvironment.EnterAsync(other.Visitor.Email, apps[1]);
                    return (Visitor: visitor, Form: await visitor.GetAsync("/agent/new"));
                })
        );
        var asked = await Task.WhenAll(others.Select(x => Customer.AskAsync(x.Visitor, x.Form)));
        await ChaosOptions.UntilAsync(async () => (await LiveAsync(environment)).Count == 3, "three more have an agent");
        (
            Bought(environment, "number"),
            asked.Count(x => x.Status is HttpStatusCode.OK),
            asked.Count(x => x.Status is HttpStatusCode.TooManyRequests)
        ).ShouldBe((6, 3, 7));
        (await others[0].Visitor.GetAsync("/health/ready")).Text.ShouldContain("Agents__PurchasesPerDay");
        foreach (var (visitor, _) in others)
            visitor.Dispose();
    }

    static async Task<int> SlotsAsync(ChaosEnvironment environment) =>
        (
            await environment.QueryAsync(
                "select count(*)::int from agents.mt_doc_agentslot where data ->> 'AgentId' is not null",
                row => row.GetInt32(0)
            )
        )[0];

    static Task<IReadOnlyList<string>> LiveAsync(ChaosEnvironment environment) =>
        environment.QueryAsync(
            "select tenant_id from agents.mt_doc_agentdetails where data ->> 'Status' = 'Live'",
            row => row.GetString(0)
        );

    static int Bought(ChaosEnvironment environment, string what) =>
        environment.Retell.Entries.Count(x => x.Action != "deleted" && x.What == what);
}
