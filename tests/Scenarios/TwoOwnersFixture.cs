using System.Net;
using System.Text.RegularExpressions;
using Marten;
using Shouldly;
using Switchhook.Agents;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Calls.Details;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>Ana, who has an agent, a call and a lead; and Bob, who knows the ids of all of them.</summary>
public sealed class TwoOwnersFixture(AppFixture site) : IAsyncLifetime, IKnownIds
{
    readonly string agentName = $"Reyes {Guid.NewGuid():N}",
        brief = $"Answer for Reyes Dental and never tell {Guid.NewGuid():N}.";

    /// <summary>Numbers that pages, forms and the API's description show to everybody. The sandbox may have one of them call her.</summary>
    static readonly string[] Examples = ["+14155550132", "+1 415 555 0132", "+14155550142", "+1 415 555 0190"];

    public BrowserSession Ana { get; private set; } = null!;
    public BrowserSession Bob { get; private set; } = null!;
    public string Tenant { get; private set; } = "";
    public string Call { get; private set; } = "";
    public string Lead { get; private set; } = "";
    public Guid Delivery { get; private set; }
    public AgentDetails Agent { get; private set; } = null!;

    (Guid AgentId, string? RetellAgentId) IKnownIds.Agent => (Agent.AgentId, Agent.RetellAgentId);

    /// <summary>Everything by which one would know that a page tells of Ana.</summary>
    public IReadOnlyList<string> Traces { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Ana = await site.OwnerAsync();
        Tenant = await site.TenantOfAsync(Ana);
        await Ana.SubmitAsync(await Ana.GetAsync("/agent/new"), "main form", ("Name", agentName), ("Brief", brief), ("AreaCode", "212"));
        await AppFixture.Eventually(
            async () => (await Ana.GetAsync("/agent")).Words.Contains("+1 212 555", StringComparison.Ordinal),
            "the agent has its number"
        );
        await Ana.SubmitAsync(await Ana.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        await AppFixture.Eventually(
            async () => (Lead = Found(await Ana.GetAsync("/leads"), @"/leads/([0-9a-f]{8}-[0-9a-f-]{27})")).Length > 0,
            "a lead stands in the inbox"
        );
        Call = Found(await Ana.GetAsync("/calls"), @"/calls/(call_\w+)");
        Delivery = await DeliveryAsync();
        Traces = await MarksAsync();
        Bob = await site.OwnerAsync();
    }

    async Task<Guid> DeliveryAsync()
    {
        await using var command = site.Database("worker")
            .CreateCommand("select id from calls.deliveries where call_id = $1 and event = 'call_analyzed'");
        command.Parameters.AddWithValue(Call);
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    async Task<IReadOnlyList<string>> MarksAsync()
    {
        await using var reading = site.Reading(Tenant);
        var agent = Agent = await reading.Query<AgentDetails>().SingleAsync();
        var call = (await reading.LoadAsync<CallDetails>(Switchhook.Calls.Call.Key(Call)))!;
        string?[] marks =
        [
            Ana.Email,
            Tenant,
            Call,
            Lead,
            agentName,
            brief,
            $"{agent.AgentId:D}",
            agent.RetellAgentId,
            agent.Number,
            agent.ShownNumber(),
            call.Parties!.Caller,
            PhoneNumber.Display(call.Parties.Caller),
            call.Analysis!.Said("caller_name"),
            call.Analysis.Summary,
            .. call.Transcript.Where(x => x is { Role: "user", Text.Length: > 20 }).Select(x => x.Text),
        ];
        marks.ShouldAllBe(x => !string.IsNullOrWhiteSpace(x));
        marks.Length.ShouldBeGreaterThan(15);
        return [.. marks.Except(Examples)!];
    }

    /// <summary>What of Ana stands in an answer, besides what was asked with.</summary>
    public IReadOnlyList<string> MarksIn(Answer answer, string address)
    {
        var text = WebUtility.HtmlDecode(answer.Text) + answer.Text;
        return
        [
            .. Traces.Where(x =>
                text.Contains(x, StringComparison.OrdinalIgnoreCase) && !address.Contains(x, StringComparison.OrdinalIgnoreCase)
            ),
        ];
    }

    public async Task<long> EventsOfAnaAsync()
    {
        await using var command = site.Database("worker").CreateCommand("select count(*) from events.mt_events where tenant_id = $1");
        command.Parameters.AddWithValue(Tenant);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static string Found(Answer page, string pattern) => Regex.Match(page.Text, pattern).Groups[1].Value;

    public ValueTask DisposeAsync()
    {
        Ana?.Dispose();
        Bob?.Dispose();
        return ValueTask.CompletedTask;
    }
}
