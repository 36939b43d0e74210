using System.Net;
using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Inbox;

namespace Switchhook.Scenarios;

/// <summary>Calls told to Leads as Calls tells them, and the leads that came of them.</summary>
static class LeadsOf
{
    static int numbers;

    /// <summary>A number that nobody else has in these tests.</summary>
    public static string NewNumber() => $"+1415{Interlocked.Increment(ref numbers) + 2_000_000:0000000}";

    public static CallAnalyzedNotice Call(string number, string summary = "Wants a price.", params (string Field, string Value)[] fields) =>
        new(
            $"call_{Guid.NewGuid():N}",
            number,
            DateTimeOffset.UtcNow.AddMinutes(-5),
            summary,
            "Neutral",
            fields.Append(("is_lead", "true")).DistinctBy(x => x.Item1).ToDictionary(x => x.Item1, x => x.Item2),
            Simulated: false
        );

    /// <summary>Told, and a lead by now.</summary>
    public static async Task<LeadList> CapturedAsync(this AppFixture site, string tenant, CallAnalyzedNotice call)
    {
        await site.PublishAsync(call, tenant);
        LeadList? lead = null;
        await AppFixture.Eventually(async () => (lead = await site.LeadOfAsync(tenant, call.CallId)) is not null, "the call became a lead");
        return lead!;
    }

    /// <summary>A call of Rosa Quiet's that Retell told of when it was over and analysed: its id, once its page is there.</summary>
    public static async Task<string> AnalysedAsync(this AppFixture site, BrowserSession owner, bool isLead, string? number = null)
    {
        var (agent, call) = ((await site.AgentOfAsync(owner)).RetellAgentId, $"call_{Guid.NewGuid():N}");
        await site.PostSignedAsync(
            $$$"""{"event":"call_analyzed","call":{"call_id":"{{{call}}}","agent_id":"{{{agent}}}","call_type":"phone_call","from_number":"{{{number ?? NewNumber()}}}","direction":"inbound","start_timestamp":1764000000000,"call_analysis":{"call_summary":"Asked for nothing in particular.","user_sentiment":"Neutral","custom_analysis_data":{"caller_name":"Rosa Quiet","is_lead":{{{(isLead ? "true" : "false")}}}} } } }"""
        );
        await AppFixture.Eventually(async () => (await owner.GetAsync($"/calls/{call}")).Status == HttpStatusCode.OK, "the call is there");
        return call;
    }

    public static async Task<LeadList?> LeadOfAsync(this AppFixture site, string tenant, string callId)
    {
        await using var session = site.Reading(tenant);
        return await session.LoadAsync<LeadOfCall>(callId) is { } made ? await session.LoadAsync<LeadList>(made.Lead) : null;
    }

    public static async Task<LeadList> LeadAsync(this AppFixture site, string tenant, Guid id)
    {
        await using var session = site.Reading(tenant);
        return (await session.LoadAsync<LeadList>(Lead.Stream(id))).ShouldNotBeNull();
    }

    public static Guid IdOf(this LeadList lead) => Lead.IdOf(lead.Id);
}
