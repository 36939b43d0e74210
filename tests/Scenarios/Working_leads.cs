using System.Net;
using Shouldly;
using Switchhook.Leads;
using Switchhook.Leads.Inbox;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class Working_leads(AppFixture site)
{
    [Fact]
    public async Task many_at_once_can_be_undone_at_once()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var leads = new List<LeadList>();
        for (var i = 0; i < 3; i++)
            leads.Add(await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", $"Person {i}"))));

        var picked = (await ana.GetAsync("/leads"))
            .Document.QuerySelectorAll("input[name=lead]")
            .Select(x => ("lead", x.GetAttribute("value")!))
            .Take(2)
            .ToArray();
        var after = await ana.SubmitAsync(await ana.GetAsync("/leads"), "#work", [.. picked, ("work", "Done"), ("outcome", "NoAnswer")]);
        after.Find(".toast").TextContent.ShouldContain("2 leads");
        after.Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(1);
        var back = await ana.SubmitAsync(
            after,
            ".toast form",
            [.. after.Document.QuerySelectorAll(".toast input[name=lead]").Select(x => ("lead", x.GetAttribute("value")!))]
        );
        back.Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(3);
        foreach (var lead in leads)
            (await site.LeadAsync(tenant, lead.IdOf())).ShouldSatisfyAllConditions(
                x => x.NeedsAttention.ShouldBeTrue(),
                x => x.Status.ShouldBe(LeadStatus.New),
                x => x.Outcome.ShouldBeNull()
            );
    }

    [Fact]
    public async Task is_counted_down_beside_leads_on_every_page()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        (await ana.GetAsync("/account")).Find("#waiting-leads").HasAttribute("hidden").ShouldBeTrue();
        for (var i = 0; i < 2; i++)
            await site.CapturedAsync(tenant, Call(NewNumber()));
        foreach (var page in (string[])["/", "/calls", "/account"])
            (await ana.GetAsync(page)).Find("#waiting-leads:not([hidden])").TextContent.ShouldBe("2 waiting");
        var inbox = await ana.GetAsync("/leads");
        await ana.SubmitAsync(
            inbox,
            "#work",
            ("lead", inbox.Find("input[name=lead]").GetAttribute("value")!),
            ("work", "Done"),
            ("outcome", "NoAnswer")
        );
        (await ana.GetAsync("/?handler=WaitingLeads")).Find("#waiting-leads").TextContent.ShouldBe("1 waiting");
    }

    [Fact]
    public async Task is_undone_only_while_nothing_else_has_happened_since()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var lead = await site.CapturedAsync(tenant, Call(NewNumber()));
        var won = await ana.SubmitAsync(await ana.GetAsync("/leads"), $"#lead-{lead.IdOf()} form[action*=Status]", ("status", "Spam"));
        await ana.SubmitAsync(await ana.GetAsync($"/leads/{lead.IdOf()}"), "form[action*=Note]", ("text", "Rang back."));
        (await ana.SubmitAsync(won, ".toast form")).Words.ShouldContain("has changed meanwhile");
        (await site.LeadAsync(tenant, lead.IdOf())).Status.ShouldBe(LeadStatus.Spam);
    }

    [Fact]
    public async Task finds_them_by_name_number_or_reason_and_keeps_what_was_typed_out_of_the_address()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        await site.CapturedAsync(tenant, Call("+14157770123", "Asks for whitening 100%_now.", ("caller_name", "Priya Nair")));
        await site.CapturedAsync(tenant, Call(NewNumber(), "Wants a cleaning.", ("caller_name", "David Chen")));
        foreach (var typed in new[] { "priya", "(415) 777-0123", "100%_NOW" })
        {
            var found = await ana.SubmitAsync(await ana.GetAsync("/leads"), "form[role=search]", ("Search", typed));
            found.Path.ShouldBe("/leads?handler=Search");
            found.Document.QuerySelectorAll("main tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Priya Nair");
        }
        (await ana.SubmitAsync(await ana.GetAsync("/leads"), "form[role=search]", ("Search", "%_"))).Words.ShouldContain("No lead matches");
    }

    [Fact]
    public async Task keeps_what_a_person_wrote_when_the_caller_says_otherwise_later()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var number = NewNumber();
        var lead = await site.CapturedAsync(tenant, Call(number, fields: ("caller_name", "Maria Lopes")));
        var page = await ana.SubmitAsync(
            await ana.GetAsync($"/leads/{lead.IdOf()}"),
            "form[action*='handler=Edit']",
            ("fields[Name]", "Maria López"),
            ("fields[Email]", "maria@example.com")
        );
        page.Status.ShouldBe(HttpStatusCode.OK);
        (await ana.SubmitAsync(page, "form[action*='handler=Edit']", ("fields[Email]", "nobody"))).ShouldBeRefused("should look like");

        var again = Call(number, fields: ("caller_name", "Mary Lopes"));
        await site.PublishAsync(again, tenant);
        await AppFixture.Eventually(async () => await site.LeadOfAsync(tenant, again.CallId) is not null, "the second call joined");
        (await site.LeadAsync(tenant, lead.IdOf())).ShouldSatisfyAllConditions(
            x => x.Name.ShouldBe("Maria López"),
            x => x.Email.ShouldBe("maria@example.com"),
            x => x.Lead.Facts.Calls.Count.ShouldBe(2)
        );

        await ana.SubmitAsync(await ana.GetAsync($"/leads/{lead.IdOf()}"), "form[action*=UndoEdit]:has(input[value=Name])");
        (await site.LeadAsync(tenant, lead.IdOf())).Name.ShouldBe("Mary Lopes");
    }

    [Fact]
    public async Task shows_where_each_thing_was_heard()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var call = Call(NewNumber(), fields: ("caller_name", "Maria Lopez")) with
        {
            HeardAt = new Dictionary<string, double> { ["caller_name"] = 42.5 },
        };
        var lead = await site.CapturedAsync(tenant, call);
        var mark = (await ana.GetAsync($"/leads/{lead.IdOf()}")).Find($"a.heard[href='/calls/{call.CallId}?t=42.5']");
        mark.TextContent.ShouldStartWith("0:42");
    }

    [Fact]
    public async Task merges_two_of_one_person_and_takes_it_back()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var (own, other) = (NewNumber(), NewNumber());
        var stays = await site.CapturedAsync(tenant, Call(own, fields: ("caller_name", "Maria Lopez")));
        var goes = await site.CapturedAsync(
            tenant,
            Call(other, fields: [("caller_name", "Maria Lopez"), ("caller_email", "maria@example.com")])
        );

        await ana.SubmitAsync(await ana.GetAsync($"/leads/{stays.IdOf()}"), "form[action*=Merge]");
        (await site.LeadAsync(tenant, stays.IdOf())).ShouldSatisfyAllConditions(
            x => x.Email.ShouldBe("maria@example.com"),
            x => x.Lead.Facts.Calls.Count.ShouldBe(2)
        );
        (await site.LeadAsync(tenant, goes.IdOf())).IsGone.ShouldBeTrue();
        (await ana.GetAsync("/leads?view=all")).Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(1);
        (await ana.GetAsync("/leads?view=aside")).Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(1);

        var third = Call(other, "Rings once more.");
        (await site.CapturedAsync(tenant, third)).Id.ShouldBe(stays.Id, "whoever rings from the other's number joins the lead that stayed");

        await ana.SubmitAsync(await ana.GetAsync($"/leads/{stays.IdOf()}"), "form[action*=Split]");
        (await site.LeadAsync(tenant, goes.IdOf())).ShouldSatisfyAllConditions(
            x => x.IsGone.ShouldBeFalse(),
            x => x.Lead.Facts.Calls.Count.ShouldBe(1)
        );
        (await site.LeadAsync(tenant, stays.IdOf())).Lead.Facts.Calls.Select(x => x.Enquiry.CallId).ShouldContain(third.CallId);
        (await site.CapturedAsync(tenant, Call(other))).Id.ShouldBe(goes.Id);
    }

    [Fact]
    public async Task merges_with_a_lead_that_is_searched_for_and_with_none_of_another_owner()
    {
        using var ana = await site.OwnerAsync();
        using var bob = await site.OwnerAsync();
        var (tenant, bobs) = (await site.TenantOfAsync(ana), await site.TenantOfAsync(bob));
        var stays = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Jon Okafor")));
        var goes = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Jonathan O.")));
        var others = await site.CapturedAsync(bobs, Call(NewNumber(), fields: ("caller_name", "Jonathan Else")));
        var found = await ana.SubmitAsync(await ana.GetAsync($"/leads/{stays.IdOf()}"), "form[action*=Find]", ("Search", "jonathan"));
        found.Document.QuerySelectorAll("form[action*=Merge]").Length.ShouldBe(1);
        (await ana.SubmitAsync(found, "form[action*=Merge]", ("other", others.IdOf().ToString()), ("otherVersion", "1"))).ShouldBeRefused(
            "no such lead"
        );
        await ana.SubmitAsync(found, "form[action*=Merge]");
        (await site.LeadAsync(tenant, goes.IdOf())).Lead.MergedInto.ShouldBe(stays.Id);
        (await site.LeadAsync(bobs, others.IdOf())).IsGone.ShouldBeFalse();
    }

    [Fact]
    public async Task remembers_what_is_next_and_shows_who_is_due()
    {
        using var ana = await site.OwnerAsync();
        var lead = await site.CapturedAsync(await site.TenantOfAsync(ana), Call(NewNumber()));
        await ana.SubmitAsync(
            await ana.GetAsync($"/leads/{lead.IdOf()}"),
            "form[action*=Next]",
            ("next", "Send the price list"),
            ("on", "2020-01-31")
        );
        (await ana.GetAsync("/leads?view=all&signal=Due")).Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(1);
        await ana.SubmitAsync(
            await ana.GetAsync($"/leads/{lead.IdOf()}"),
            "form[action*=Next]",
            ("next", "Send the price list"),
            ("on", "2999-01-31")
        );
        (await ana.GetAsync("/leads?view=all&signal=Due")).Words.ShouldContain("No lead matches");
    }
}
