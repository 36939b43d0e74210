using System.Net;
using Shouldly;
using Switchhook.Leads.Qualification;
using Xunit;

namespace Switchhook.Scenarios;

public class Making_a_lead_of_a_call(AppFixture site)
{
    const string Form = "form[action*='/leads/of-call/']";

    [Fact]
    public async Task is_the_owner_s_to_do_where_the_rule_made_none_and_outlasts_every_rule()
    {
        using var ana = await site.OwnerWithAgentAsync();
        using var bob = await site.OwnerAsync();
        var (tenant, call) = (await site.TenantOfAsync(ana), await site.AnalysedAsync(ana, isLead: false));
        Answer page = null!;
        await AppFixture.Eventually(
            async () => (page = await ana.GetAsync($"/calls/{call}")).Document.QuerySelector(Form) is not null,
            "the rule has passed over the call"
        );
        page.Document.QuerySelector(".page-head a[href^='/leads/']").ShouldBeNull();
        (await bob.ForgeAsync(HttpMethod.Post, $"/leads/of-call/{call}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var lead = await ana.SubmitAsync(page, Form);
        lead.Path.ShouldStartWith("/leads/");
        lead.Words.ShouldContain("and you made it a lead");
        lead.Find("h1").TextContent.ShouldBe("Rosa Quiet");
        (await ana.SubmitAsync(page, Form)).Path.ShouldBe(lead.Path);
        var shown = await ana.GetAsync($"/calls/{call}");
        shown.Find(".page-head a[href^='/leads/']").GetAttribute("href").ShouldBe(lead.Path);
        shown.Document.QuerySelector(Form).ShouldBeNull();

        var made = (await site.LeadOfAsync(tenant, call)).ShouldNotBeNull();
        made.ShouldSatisfyAllConditions(x => x.NeedsAttention.ShouldBeTrue(), x => x.Lead.IsTouched.ShouldBeTrue());
        Requalification.Decide(made.Lead, QualificationRule.Default, DateTimeOffset.UtcNow)?.IsLead.ShouldBeTrue();
    }

    [Fact]
    public async Task is_not_offered_where_the_rule_made_one()
    {
        using var ana = await site.OwnerWithAgentAsync();
        var call = await site.AnalysedAsync(ana, isLead: true);
        await AppFixture.Eventually(
            async () => (await ana.GetAsync($"/calls/{call}")).Document.QuerySelector(".page-head a[href^='/leads/']") is not null,
            "the lead is one click away"
        );
        (await ana.GetAsync($"/calls/{call}")).Document.QuerySelector(Form).ShouldBeNull();
    }
}
