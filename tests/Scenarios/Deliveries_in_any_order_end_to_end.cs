using System.Net;
using System.Text;
using Shouldly;
using Switchhook.Contracts;
using Switchhook.Model;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>Through the webhook and the real database, beside a model that knows neither.</summary>
public class Deliveries_in_any_order_end_to_end(AppFixture site)
{
    const int AtOnce = 500;

    [Fact]
    public async Task comes_to_the_same_for_all_1092_sequences_of_up_to_six_deliveries()
    {
        var (agent, tenant) = await AgentAsync();
        var sequences = Sequences(3, 6)
            .Select(
                (order, i) =>
                {
                    var call = new RandomCall(8_000_000 + i, agent);
                    ModelDelivery[] told = [call.Started, call.Ended(), call.Analyzed()];
                    return (call.Id, Told: order.Select(x => told[x]).ToList());
                }
            )
            .ToList();
        sequences.Count.ShouldBe(1092);
        for (var step = 0; step < 6; step++)
        {
            // One by one: the next is not sent before the last has taken effect.
            await PostAsync(sequences.Where(x => x.Told.Count > step).Select(x => x.Told[step]));
            await UnderstoodAsync(agent);
        }
        var pages = await PagesAsync(tenant);
        sequences
            .Select(x =>
                pages.GetValueOrDefault(x.Id) == CallModel.Of(x.Told)
                    ? null
                    : $"{string.Join(' ', x.Told.Select(y => y.Event))}: {pages.GetValueOrDefault(x.Id)} instead of {CallModel.Of(x.Told)}"
            )
            .OfType<string>()
            .Take(3)
            .ShouldBeEmpty();
        (
            await CountAsync(
                $"select count(*) from events.mt_events where tenant_id = '{tenant}' and type in ('call_started', 'call_ended', "
                    + "'call_analyzed')"
            )
        ).ShouldBe(sequences.Sum(x => x.Told.Distinct().Count()));
    }

    [Fact]
    public async Task comes_to_what_some_order_comes_to_when_all_arrive_at_once()
    {
        var (agent, tenant) = await AgentAsync();
        var chance = new Random(500);
        var calls = Enumerable
            .Range(0, AtOnce)
            .Select(i =>
            {
                var call = new RandomCall(9_000_000 + i, agent);
                var told = call.Deliveries().Where(x => x.Event != "transcript_updated").Take(4).ToList();
                told.AddRange(ContradictingDeliveries.By(chance, told));
                return (call.Id, Told: (IReadOnlyList<ModelDelivery>)told);
            })
            .ToList();
        // All deliveries of a call leave together, and some of them twice.
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (call, _) => await PostAsync(call.Told.Concat(call.Told.Where((x, i) => i % 2 == 0)), atOnce: 16)
        );
        await UnderstoodAsync(agent);
        var pages = await PagesAsync(tenant);
        calls
            .Select(x =>
                CallModel.OfAnyOrder(x.Told) is var any && pages.GetValueOrDefault(x.Id) is { } page && any.Contains(page)
                    ? null
                    : $"{x.Id}: {pages.GetValueOrDefault(x.Id)} is none of {string.Join(" or ", CallModel.OfAnyOrder(x.Told))}"
            )
            .OfType<string>()
            .Take(3)
            .ShouldBeEmpty();
        calls.Count(x => CallModel.OfAnyOrder(x.Told).Count > 1).ShouldBeGreaterThan(AtOnce / 10);
    }

    async Task<(string Agent, string Tenant)> AgentAsync()
    {
        var (agent, tenant) = ($"agent_{Guid.NewGuid():N}", $"{Guid.CreateVersion7():D}");
        await site.PublishAsync(new AgentLinked(agent, "Front desk"), tenant);
        await AppFixture.Eventually(
            async () => await CountAsync($"select count(*) from calls.agent_routes where retell_agent_id = '{agent}'") == 1,
            "the agent is known"
        );
        return (agent, tenant);
    }

    /// <summary>Who is asked to come again does, as Retell would.</summary>
    Task PostAsync(IEnumerable<ModelDelivery> told, int atOnce = 8) =>
        Parallel.ForEachAsync(
            told,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (telling, _) =>
            {
                HttpStatusCode status;
                while (
                    (status = (await site.PostSignedAsync(Encoding.UTF8.GetString(telling.Body()))).Status)
                    == HttpStatusCode.ServiceUnavailable
                ) { }
                status.ShouldBe(HttpStatusCode.NoContent);
            }
        );

    Task UnderstoodAsync(string agent) =>
        AppFixture.Eventually(
            async () =>
                await CountAsync($"select count(*) from calls.deliveries where retell_agent_id = '{agent}' and verdict = 'accepted'") == 0,
            "everything is understood"
        );

    async Task<long> CountAsync(string sql)
    {
        await using var command = site.Database("worker").CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    async Task<IReadOnlyDictionary<string, ExpectedView>> PagesAsync(string tenant)
    {
        await using var command = site.Database("worker")
            .CreateCommand(
                """
                select substr(p.id, 6), p.data::text, coalesce((
                    select string_agg(distinct (e.data ->> 'Step') || ' ' || (e.data ->> 'Destination'), ', '
                        order by (e.data ->> 'Step') || ' ' || (e.data ->> 'Destination'))
                    from events.mt_events e where e.tenant_id = p.tenant_id and e.stream_id = p.id and e.type = 'call_transferred'), '')
                from calls.mt_doc_calldetails p where p.tenant_id = $1
                """
            );
        command.Parameters.AddWithValue(tenant);
        await using var rows = await command.ExecuteReaderAsync();
        var pages = new Dictionary<string, ExpectedView>();
        while (await rows.ReadAsync())
            pages[rows.GetString(0)] = ExpectedViewReader.Of(rows.GetString(1), rows.GetString(2));
        return pages;
    }

    static IEnumerable<int[]> Sequences(int events, int longest) =>
        longest == 0 ? [] : Sequences(events, longest - 1).Concat(Tuples(events, longest));

    static IEnumerable<int[]> Tuples(int events, int length) =>
        length == 0
            ?
            [
                [],
            ]
            : Tuples(events, length - 1).SelectMany(x => Enumerable.Range(0, events).Select(next => (int[])[.. x, next]));
}
