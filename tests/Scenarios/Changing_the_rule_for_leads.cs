using System.Net;
using Shouldly;
using Switchhook.Leads;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class Changing_the_rule_for_leads(AppFixture site)
{
    [Fact]
    public async Task counts_what_it_does_and_then_does_that_and_no_more()
    {
        using var ana = await site.OwnerAsync();
        using var bob = await site.OwnerAsync();
        var (tenant, bobs) = (await site.TenantOfAsync(ana), await site.TenantOfAsync(bob));
        var gains = await site.CapturedAsync(tenant, Call(NewNumber(), fields: [("mail", "maria@example.com"), ("lead_intent", "quote")]));
        var written = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("mail", "machine@example.com")));
        var settled = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("lead_intent", "quote")));
        var goes = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("lead_intent", "complaint")));
        var others = await site.CapturedAsync(bobs, Call(NewNumber(), fields: ("mail", "bob@example.com")));
        var passed = Call(NewNumber(), fields: [("is_lead", "false"), ("lead_intent", "question")]);
        await site.PublishAsync(passed, tenant);
        await ana.SubmitAsync(
            await ana.GetAsync($"/leads/{written.IdOf()}"),
            "form[action*='handler=Edit']",
            ("fields[Email]", "person@example.com")
        );
        await ana.SubmitAsync(await ana.GetAsync($"/leads/{settled.IdOf()}"), "form[action*=Status]", ("status", "Contacted"));
        await AppFixture.Eventually(
            async () =>
            {
                await using var session = site.Reading(tenant);
                return await session.LoadAsync<UnqualifiedCall>(passed.CallId) is not null;
            },
            "the call that is no lead was kept"
        );

        (string, string)[] wanted =
        [
            ("Rule.Email", "caller_email, mail"),
            ("Rule.Qualified", "quote"),
            ("Rule.Never", "spam, complaint"),
            ("Rule.Verdict", ""),
            ("Rule.Leads", "quote, question, complaint"),
        ];
        var preview = await ana.SubmitAsync(await ana.GetAsync("/leads/rule"), "#rule", wanted);
        preview
            .Find("#preview")
            .TextContent.ShouldSatisfyAllConditions(
                x => x.ShouldContain("1 lead from calls that were none"),
                x => x.ShouldContain("1 lead gains an e-mail"),
                x => x.ShouldContain("1 changes status"),
                x => x.ShouldContain("1 lost")
            );
        (await site.LeadAsync(tenant, gains.IdOf())).Email.ShouldBeNull();

        await ana.ForgeRuleAsync(preview);
        await AppFixture.Eventually(async () => await site.LeadOfAsync(tenant, passed.CallId) is not null, "the rule has been applied");
        (await site.LeadAsync(tenant, gains.IdOf())).ShouldSatisfyAllConditions(
            x => x.Email.ShouldBe("maria@example.com"),
            x => x.Status.ShouldBe(LeadStatus.Qualified)
        );
        (await site.LeadAsync(tenant, written.IdOf())).Email.ShouldBe("person@example.com");
        (await site.LeadAsync(tenant, settled.IdOf())).Status.ShouldBe(LeadStatus.Contacted);
        (await site.LeadAsync(tenant, goes.IdOf())).IsGone.ShouldBeTrue();
        (await site.LeadAsync(bobs, others.IdOf())).ShouldSatisfyAllConditions(x => x.Email.ShouldBeNull(), x => x.Version.ShouldBe(1));
        (await ana.GetAsync("/leads/rule")).Words.ShouldContain("Rule 2");

        var back = await ana.SubmitAsync(await ana.GetAsync("/leads/rule?version=1"), "#rule");
        back.Find("#preview").TextContent.ShouldContain("1 comes back");
    }

    [Fact]
    public async Task tells_what_is_wrong_with_one_and_changes_nothing()
    {
        using var ana = await site.OwnerAsync();
        var answer = await ana.SubmitAsync(await ana.GetAsync("/leads/rule"), "#rule", ("Rule.Verdict", ""), ("Rule.Leads", ""));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain("no call would ever be a lead");
        (await ana.GetAsync("/leads/rule")).Words.ShouldContain("Rule 1");
    }
}

static class Rules
{
    /// <summary>What the preview's button does: the same form to another address.</summary>
    public static Task<Answer> ForgeRuleAsync(this BrowserSession person, Answer preview)
    {
        preview.Find("#preview button").GetAttribute("formaction").ShouldBe("/leads/rule?handler=Apply");
        preview.Find("#rule").SetAttribute("action", "/leads/rule?handler=Apply");
        return person.SubmitAsync(preview, "#rule");
    }
}
