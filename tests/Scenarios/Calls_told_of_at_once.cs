using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class Calls_told_of_at_once(House house)
{
    [Fact]
    public async Task become_the_leads_that_they_would_have_become_one_by_one()
    {
        var tenant = Guid.NewGuid().ToString();
        var (number, other) = (NewNumber(), NewNumber());
        var (first, again, elsewhere, passed) = (Call(number), Call(number), Call(other), Call(NewNumber(), fields: ("is_lead", "false")));
        var all = new CallsUnderstood([first, passed, again, elsewhere]);
        await house.PublishAsync(all, tenant);
        foreach (var call in (CallUnderstood[])[first, again, elsewhere])
            await House.Eventually(async () => await house.LeadOfAsync(tenant, call.CallId) is not null, "the call is on a lead");
        (await house.LeadOfAsync(tenant, again.CallId)).ShouldNotBeNull().Id.ShouldBe((await house.LeadOfAsync(tenant, first.CallId))!.Id);
        (await house.LeadOfAsync(tenant, elsewhere.CallId)).ShouldNotBeNull().Id.ShouldNotBe((await house.LeadOfAsync(tenant, first.CallId))!.Id);
        await House.Eventually(async () => await IsPassedAsync(tenant, passed), "the one that is no lead was kept");

        // Told once more, as after a crash: what has become a lead is none that was passed over, and nothing is doubled.
        var marker = Call(NewNumber(), fields: ("is_lead", "false"));
        await house.PublishAsync(new CallsUnderstood([.. all.Calls, marker]), tenant);
        await House.Eventually(async () => await IsPassedAsync(tenant, marker), "all of them were read again");
        (await IsPassedAsync(tenant, first)).ShouldBeFalse();
        await using var session = house.Reading(tenant);
        (await session.LoadAsync<LeadDetails>((await house.LeadOfAsync(tenant, first.CallId))!.Id)).ShouldNotBeNull().Lead.Facts.Calls.Select(x => x.Enquiry.CallId).ShouldBe([first.CallId, again.CallId], ignoreOrder: true);
    }

    async Task<bool> IsPassedAsync(string tenant, CallUnderstood call)
    {
        await using var session = house.Reading(tenant);
        return await session.LoadAsync<PassedCall>(call.CallId) is not null;
    }
}
