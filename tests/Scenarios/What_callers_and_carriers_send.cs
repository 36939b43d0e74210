using System.Net;
using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads.Inbox;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class What_callers_and_carriers_send(AppFixture site)
{
    [Fact]
    public async Task makes_two_leads_of_two_callers_who_hide_their_number()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var ann = await site.CapturedAsync(tenant, Call("+266696687", fields: ("caller_name", "Ann Poe")));
        var bob = await site.CapturedAsync(tenant, Call("+266696687", fields: ("caller_name", "Bob Roe")));
        (ann.Id == bob.Id, ann.Name, bob.Name).ShouldBe((false, "Ann Poe", "Bob Roe"));

        var page = await ana.GetAsync($"/leads/{ann.IdOf()}");
        page.Words.ShouldContain("Hidden number");
        page.Document.QuerySelector("a[href^='tel:']").ShouldBeNull();
        page.Document.QuerySelector("#block").ShouldBeNull();
        (await ana.SubmitAsync(await ana.GetAsync("/leads/blocked"), "main form[action*=Block]", ("Number", "+266696687"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task makes_a_lead_of_each_caller_whom_the_owner_s_own_line_forwards()
    {
        using var ana = await site.OwnerAsync();
        var (tenant, line) = (await site.TenantOfAsync(ana), NewNumber());
        var before = await site.CapturedAsync(tenant, Call(line, fields: ("caller_name", "Ann Poe")));
        foreach (var name in (string[])["Bob Roe", "Cid Loe"])
            await site.CapturedAsync(tenant, Call(line, fields: ("caller_name", name)));
        (await ana.GetAsync($"/leads/{before.IdOf()}")).Find("#many-names").TextContent.ShouldContain("3 different names");

        (
            await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "#lines form", ("OwnNumbers", "my phone"))
        ).ShouldSatisfyAllConditions(
            x => x.Status.ShouldBe(HttpStatusCode.UnprocessableEntity),
            x => x.Find("#lines .error").TextContent.ShouldContain("my phone")
        );
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "#lines form", ("OwnNumbers", $"{line}\n(415) 555-0111"));
        await AppFixture.Eventually(
            async () => (await site.LeadAsync(tenant, before.IdOf())).Number is null,
            "what was known by that number is read again"
        );

        var leads = new List<LeadList>();
        foreach (var name in (string[])["Dee Moe", "Eve Noe", "Fay Toe"])
            leads.Add(await site.CapturedAsync(tenant, Call(line, fields: ("caller_name", name))));
        leads.Select(x => x.Id).Distinct().Count().ShouldBe(3);
        leads.Select(x => (x.Name, x.Number)).ShouldBe([("Dee Moe", null), ("Eve Noe", null), ("Fay Toe", null)]);
        var page = await ana.GetAsync($"/leads/{leads[0].IdOf()}");
        page.Find("#own-line").TextContent.ShouldContain("your own number");
        page.Document.QuerySelector("#block").ShouldBeNull();
        (await ana.SubmitAsync(await ana.GetAsync("/leads/blocked"), "main form[action*=Block]", ("Number", line))).Words.ShouldContain(
            "your own number"
        );
    }

    [Fact]
    public async Task knows_the_number_of_the_owner_s_agent_and_where_that_sends_callers()
    {
        using var ana = await site.OwnerAsync();
        var (tenant, number, fallback, backup) = (await site.TenantOfAsync(ana), NewNumber(), NewNumber(), NewNumber());
        await site.PublishAsync(
            new AgentChanged($"{Guid.NewGuid():D}", "Front desk", "live", number, FallbackNumber: fallback, BackupNumber: backup),
            tenant
        );
        await AppFixture.Eventually(
            async () =>
                (await ana.GetAsync("/leads/settings")).Find("#lines").TextContent.Contains("Known already", StringComparison.Ordinal),
            "its lines are known"
        );
        foreach (var line in (string[])[number, fallback, backup])
        {
            var (first, second) = (await site.CapturedAsync(tenant, Call(line)), await site.CapturedAsync(tenant, Call(line)));
            (first.Id == second.Id, first.Number, second.Number).ShouldBe((false, null, null));
        }
    }

    [Theory, InlineData("Yes, wants a quote"), InlineData("y"), InlineData("true."), InlineData("ja"), InlineData("sí")]
    public async Task makes_a_lead_of_every_yes(string yes)
    {
        using var ana = await site.OwnerAsync();
        (await site.CapturedAsync(await site.TenantOfAsync(ana), Call(NewNumber(), fields: ("is_lead", yes)))).ShouldNotBeNull();
    }

    [Fact]
    public async Task shows_the_words_behind_what_was_guessed_or_could_not_be_read()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var heard = await site.CapturedAsync(
            tenant,
            Call(
                NewNumber(),
                fields:
                [
                    ("is_lead", "hard to say"),
                    ("lead_intent", "quote"),
                    ("caller_email", "john dot doe at example dot com"),
                    ("callback_number", "415-555-0177 x12"),
                ]
            )
        );
        var page = await ana.GetAsync($"/leads/{heard.IdOf()}");
        page.Words.ShouldSatisfyAllConditions(
            x => x.ShouldContain("john.doe@example.com"),
            x => x.ShouldContain("As heard: “john dot doe at example dot com”"),
            x => x.ShouldContain("+1 415 555 0177 ext. 12")
        );
        page.Find("#unclear").TextContent.ShouldContain("hard to say");
        page.Document.QuerySelector("a[href='tel:+14155550177;ext=12']").ShouldNotBeNull();

        var lost = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_email", "maria at example")));
        (await ana.GetAsync($"/leads/{lost.IdOf()}")).Words.ShouldContain("“maria at example”");
    }

    [Fact]
    public async Task tells_at_its_field_that_an_urgency_is_no_number_that_counts()
    {
        using var ana = await site.OwnerAsync();
        var answer = await ana.SubmitAsync(await ana.GetAsync("/leads/rule"), "#rule", ("Rule.UrgentFrom", "eleven"));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Find("#rule-UrgentFrom-error").TextContent.ShouldContain("from 0 to 10");
        answer.Find("#rule-UrgentFrom").GetAttribute("value").ShouldBe("eleven");
        answer.Document.QuerySelector("#preview").ShouldBeNull();
    }

    [Theory, InlineData(""), InlineData("?for=programs")]
    public async Task goes_out_in_a_file_and_comes_in_again_unchanged(string reader)
    {
        using var ana = await site.OwnerAsync();
        using var bob = await site.OwnerAsync();
        var (number, other) = (NewNumber(), NewNumber());
        await site.CapturedAsync(await site.TenantOfAsync(ana), Call(number, "=1+1", ("caller_name", "@Ann"), ("follow_up_notes", "'-2")));
        await site.CapturedAsync(
            await site.TenantOfAsync(ana),
            Call(other, "Fine.", ("callback_number", $"{other} x12"), ("caller_name", "Bob"))
        );
        var file = (await ana.GetAsync("/leads/export" + reader)).Text;
        file.ShouldContain($",{number},");
        (reader.Length > 0).ShouldBe(file.Contains(",=1+1,", StringComparison.Ordinal));

        await bob.SubmitAsync(
            await bob.SubmitAsync(await bob.GetAsync("/leads/import"), "form[action*=Preview]", ("Text", file)),
            "#plan form"
        );
        var again = (await bob.GetAsync("/leads/export?view=all&for=programs")).Text;
        again.ShouldSatisfyAllConditions(
            x => x.ShouldContain($",@Ann,{number},"),
            x => x.ShouldContain($",Bob,{other};ext=12,".Replace($"{other};ext=12", $"\"{other};ext=12\"", StringComparison.Ordinal)),
            x => x.ShouldContain(",=1+1,"),
            x => x.ShouldContain(",'-2,")
        );
    }
}
