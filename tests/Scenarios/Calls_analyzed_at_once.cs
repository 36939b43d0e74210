using Marten;
using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads;
using Switchhook.Leads.Inbox;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class Calls_analyzed_at_once(AppFixture site)
{
    [Fact]
    public async Task become_the_leads_that_they_would_have_become_one_by_one()
    {
        var tenant = Guid.NewGuid().ToString();
        var (number, other) = (NewNumber(), NewNumber());
        var (first, again, elsewhere, passed) = (Call(number), Call(number), Call(other), Call(NewNumber(), fields: ("is_lead", "false")));
        var all = new CallsAnalyzedNotice([first, passed, again, elsewhere]);
        await site.PublishAsync(all, tenant);
        foreach (var call in (CallAnalyzedNotice[])[first, again, elsewhere])
            await AppFixture.Eventually(async () => await site.LeadOfAsync(tenant, call.CallId) is not null, "the call is on a lead");
        (await site.LeadOfAsync(tenant, again.CallId)).ShouldNotBeNull().Id.ShouldBe((await site.LeadOfAsync(tenant, first.CallId))!.Id);
        (await site.LeadOfAsync(tenant, elsewhere.CallId))
            .ShouldNotBeNull()
            .Id.ShouldNotBe((await site.LeadOfAsync(tenant, first.CallId))!.Id);
        await AppFixture.Eventually(async () => await IsPassedAsync(tenant, passed), "the one that is no lead was kept");

        // Told once more, as after a crash: what has become a lead is none that was passed over, and nothing is doubled.
        var marker = Call(NewNumber(), fields: ("is_lead", "false"));
        await site.PublishAsync(new CallsAnalyzedNotice([.. all.Calls, marker]), tenant);
        await AppFixture.Eventually(async () => await IsPassedAsync(tenant, marker), "all of them were read again");
        (await IsPassedAsync(tenant, first)).ShouldBeFalse();
        await using var session = site.Reading(tenant);
        (await session.LoadAsync<LeadDetails>((await site.LeadOfAsync(tenant, first.CallId))!.Id))
            .ShouldNotBeNull()
            .Lead.Facts.Calls.Select(x => x.Enquiry.CallId)
            .ShouldBe([first.CallId, again.CallId], ignoreOrder: true);
    }

    /// <summary>
    /// A message that two processes have in hand at once, as while one takes over from the other, and a later analysis beside the first.
    /// </summary>
    [Fact]
    public async Task make_one_lead_when_one_call_is_told_of_twice_at_the_same_moment()
    {
        var (tenant, number) = (Guid.NewGuid().ToString(), NewNumber());
        var calls = Enumerable.Range(0, 25).Select(_ => Call(number)).ToList();
        foreach (var call in calls)
            await Task.WhenAll(
                Enumerable.Range(0, 4).Select(i => site.PublishAsync(i % 2 == 0 ? call : new CallsAnalyzedNotice([call]), tenant))
            );
        foreach (var call in calls)
            await AppFixture.Eventually(async () => await site.LeadOfAsync(tenant, call.CallId) is not null, "the call is on a lead");
        var marker = Call(NewNumber(), fields: ("is_lead", "false"));
        await site.PublishAsync(marker, tenant);
        await AppFixture.Eventually(async () => await IsPassedAsync(tenant, marker), "what came before was read");

        await using var session = site.Reading(tenant);
        var told = await session.Events.QueryAllRawEvents().ToListAsync();
        told.Select(x => x.Data)
            .Select(x =>
                x switch
                {
                    LeadCaptured made => made.Enquiry.CallId,
                    LeadCalledAgain again => again.Enquiry.CallId,
                    _ => null,
                }
            )
            .OfType<string>()
            .Order()
            .ShouldBe(calls.Select(x => x.CallId).Order());
    }

    async Task<bool> IsPassedAsync(string tenant, CallAnalyzedNotice call)
    {
        await using var session = site.Reading(tenant);
        return await session.LoadAsync<UnqualifiedCall>(call.CallId) is not null;
    }
}
