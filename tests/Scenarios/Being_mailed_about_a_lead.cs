using System.Net;
using System.Text.RegularExpressions;
using Marten;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.Messages;
using Switchhook.Contracts;
using Switchhook.Leads;
using Switchhook.Leads.Inbox;
using Switchhook.Leads.Notifications;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class Being_mailed_about_a_lead(SmtpFixture site) : IClassFixture<SmtpFixture>
{
    [Fact]
    public async Task comes_within_a_minute_and_says_who_why_and_what_can_be_done()
    {
        using var ana = await site.OwnerAsync();
        var began = System.Diagnostics.Stopwatch.StartNew();
        var lead = await site.CapturedAsync(
            await site.TenantOfAsync(ana),
            Call("+14157770100", "Tooth <b>pain</b> since Sunday.", [("caller_name", "Priya Nair"), ("urgency", "high")])
        );
        var mail = await site.MailAsync(ana.Email, "Urgent lead: Priya Nair");
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
        mail.Text.ShouldSatisfyAllConditions(
            x => x.ShouldContain("+1 415 777 0100"),
            x => x.ShouldContain("Tooth <b>pain</b> since Sunday."),
            x => x.ShouldContain($"/leads/{lead.IdOf()}"),
            x => x.ShouldContain("Mark handled: "),
            x => x.ShouldContain("Block caller: ")
        );
        var html = site.HtmlTo(ana.Email);
        html.ShouldSatisfyAllConditions(
            x => x.ShouldContain("tel:&#x2B;14157770100"),
            x => x.ShouldContain("&lt;b&gt;pain"),
            x => x.ShouldNotContain("<img"),
            x => x.ShouldNotContain("src=")
        );
        await AppFixture.Eventually(
            async () => (await ana.GetAsync($"/leads/{lead.IdOf()}")).Words.Contains("Mailed to you", StringComparison.Ordinal),
            "the lead's story tells of it"
        );
    }

    [Fact]
    public async Task happens_once_though_it_is_told_twice_and_by_two_at_once()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var call = Call(NewNumber(), fields: ("caller_name", "Only Once"));
        var lead = await site.CapturedAsync(tenant, call);
        await site.MailAsync(ana.Email, "New lead: Only Once");
        await site.PublishAsync(call, tenant);
        for (var i = 0; i < 4; i++)
            await site.PublishAsync(new NotifyOwnerOfLead(lead.IdOf()), tenant);
        for (var i = 0; i < 4; i++)
            await site.PublishAsync(new DeliverMail(lead.Id, 1), tenant);
        var last = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "The Next")));
        await site.MailAsync(ana.Email, "New lead: The Next");
        site.MailTo(ana.Email).Count(x => x.Subject == "New lead: Only Once").ShouldBe(1);
        site.Sink.Asked[ana.Email].ShouldBe(3, "the one to confirm the address, and one for each lead");
        last.Id.ShouldNotBe(lead.Id);
    }

    [Fact]
    public async Task is_tried_again_by_itself_when_the_mail_server_is_not_ready()
    {
        using var ana = await site.OwnerAsync();
        site.Sink.Refusing[ana.Email] = (1, 451);
        var lead = await site.CapturedAsync(await site.TenantOfAsync(ana), Call(NewNumber(), fields: ("caller_name", "Patient Pat")));
        await AppFixture.Eventually(
            async () => await MailOfAsync(ana, lead) is { State: OutboxState.Waiting, Attempts: 1, Error: not null },
            "it waits with its reason"
        );
        (await ana.GetAsync("/account/mails")).Words.ShouldContain("The mail server said 451");
        await site.MailAsync(ana.Email, "New lead: Patient Pat");
        await AppFixture.Eventually(
            async () => await MailOfAsync(ana, lead) is { State: OutboxState.Sent, Attempts: 2 },
            "it is marked sent"
        );
        site.MailTo(ana.Email).Count(x => x.Subject == "New lead: Patient Pat").ShouldBe(1);
    }

    [Fact]
    public async Task is_shown_as_unsure_when_the_connection_breaks_and_sent_again_only_when_asked()
    {
        using var ana = await site.OwnerAsync();
        using var bob = await site.OwnerAsync();
        site.Sink.Refusing[ana.Email] = (1, 0);
        var lead = await site.CapturedAsync(await site.TenantOfAsync(ana), Call(NewNumber(), fields: ("caller_name", "Perhaps Pete")));
        await AppFixture.Eventually(
            async () => await MailOfAsync(ana, lead) is { State: OutboxState.Unsure },
            "nobody knows whether it was taken"
        );
        var page = await ana.GetAsync("/account/mails");
        page.Words.ShouldContain("May have been sent");
        site.MailTo(ana.Email).ShouldNotContain(x => x.Subject == "New lead: Perhaps Pete");

        (await bob.GetAsync("/account/mails")).Words.ShouldNotContain("Perhaps Pete");
        (await bob.ForgeAsync(HttpMethod.Post, "/account/mails", ("key", lead.Id))).Status.ShouldBe(HttpStatusCode.NotFound);
        await ana.SubmitAsync(page, "main form");
        await site.MailAsync(ana.Email, "New lead: Perhaps Pete");
    }

    [Fact]
    public async Task is_given_up_where_the_server_says_never()
    {
        using var ana = await site.OwnerAsync();
        site.Sink.Refusing[ana.Email] = (1, 550);
        var lead = await site.CapturedAsync(await site.TenantOfAsync(ana), Call(NewNumber()));
        await AppFixture.Eventually(async () => await MailOfAsync(ana, lead) is { State: OutboxState.Failed }, "it has failed");
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var page = await admin.GetAsync("/admin/mail?state=Failed");
        page.Words.ShouldContain(ana.Email);
        page.Words.ShouldNotContain("New lead");
        await admin.SubmitAsync(page, $"form:has(input[value='{lead.Id}'])");
        await AppFixture.Eventually(async () => await MailOfAsync(ana, lead) is { State: OutboxState.Sent }, "an admin had it sent again");
    }

    [Fact]
    public async Task does_not_go_out_while_the_mail_server_lets_nobody_in_and_everybody_concerned_is_told()
    {
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        using var newcomer = site.Anonymous();
        site.Sink.RefusesPassword = true;
        try
        {
            await newcomer.SubmitAsync(
                await newcomer.GetAsync("/sign-up"),
                "main form",
                ("Email", newcomer.Email),
                ("Password", newcomer.Password)
            );
            await AppFixture.Eventually(
                async () => (await site.Get<MessageMonitor>().RefreshAsync(CancellationToken.None)).IsServerDown,
                "the mail waits for the server"
            );
            foreach (var path in (string[])["/sign-up", "/check-mail", "/forgot-password"])
                (await newcomer.GetAsync(path)).Words.ShouldContain("Mail isn't going out right now");
            (await newcomer.GetAsync("/health/ready")).Text.ShouldContain("The mail server does not take mail");
            (await admin.GetAsync("/admin/users")).Words.ShouldContain("The mail server isn't taking mail");
            (await admin.GetAsync("/admin/mail")).Words.ShouldContain("Confirm your e-mail address");
        }
        finally
        {
            site.Sink.RefusesPassword = false;
        }
        (await site.MailAsync(newcomer.Email, "Confirm your e-mail address")).Text.ShouldContain("/confirm?");
        await AppFixture.Eventually(
            async () => !(await site.Get<MessageMonitor>().RefreshAsync(CancellationToken.None)).IsServerDown,
            "all is well again"
        );
        (await newcomer.GetAsync("/sign-up")).Words.ShouldNotContain("Mail isn't going out right now");
        (await site.EverythingStoredAsync(newcomer.Email)).ShouldNotContain(
            "admin.mt_doc_outboxmail",
            "what opens an account is gone once it is sent"
        );
    }

    [Fact]
    public async Task shows_an_admin_what_the_mail_server_says_and_no_password()
    {
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var answer = await admin.SubmitAsync(await admin.GetAsync("/admin/mail"), "form[action*=Test]");
        answer
            .Find("#conversation pre")
            .TextContent.ShouldSatisfyAllConditions(
                x => x.ShouldContain("S: 220 sink"),
                x => x.ShouldContain("C: DATA"),
                x => x.ShouldContain("AUTH PLAIN ****")
            );
        answer.Text.ShouldNotContain("hush-hush-7711");
        answer.Text.ShouldNotContain(Convert.ToBase64String("\0switchhook\0hush-hush-7711"u8));
        await site.MailAsync(admin.Email, "A test mail");
    }

    /// <summary>
    /// Up to the letter nothing was taken, and the mail is sent by itself. From its first byte on nobody knows, and the owner is asked.
    /// Once it is taken, it is.
    /// </summary>
    [Theory]
    [InlineData(SmtpStage.Greeting, OutboxState.Waiting)]
    [InlineData(SmtpStage.Hello, OutboxState.Waiting)]
    [InlineData(SmtpStage.SignIn, OutboxState.Waiting)]
    [InlineData(SmtpStage.Sender, OutboxState.Waiting)]
    [InlineData(SmtpStage.Recipient, OutboxState.Waiting)]
    [InlineData(SmtpStage.Data, OutboxState.Waiting)]
    [InlineData(SmtpStage.Letter, OutboxState.Unsure)]
    [InlineData(SmtpStage.Taken, OutboxState.Unsure)]
    [InlineData(SmtpStage.Farewell, OutboxState.Sent)]
    public async Task reaches_its_owner_once_or_is_shown_to_them_wherever_the_mail_server_hangs_up(SmtpStage moment, OutboxState then)
    {
        using var ana = await site.OwnerAsync();
        site.Sink.CutAt = moment;
        var lead = await site.CapturedAsync(await site.TenantOfAsync(ana), Call(NewNumber(), fields: ("caller_name", "Cut Carl")));
        await AppFixture.Eventually(
            async () =>
                await MailOfAsync(ana, lead)
                    is { Attempts: 1, State: not (OutboxState.Waiting or OutboxState.Sending) }
                        or { Attempts: 1, Error: not null },
            "the first attempt has ended"
        );
        (await MailOfAsync(ana, lead))!.State.ShouldBe(then);
        if (then is OutboxState.Unsure)
            await ShouldBeShownAndSentAgainAsync(ana, lead);
        await site.MailAsync(ana.Email, "New lead: Cut Carl");
        await AppFixture.Eventually(async () => await MailOfAsync(ana, lead) is { State: OutboxState.Sent }, "it is marked sent");
        site.MailTo(ana.Email).Count(x => x.Subject == "New lead: Cut Carl").ShouldBe(1);
        await AppFixture.Eventually(
            async () => !(await ana.GetAsync("/leads")).Words.Contains("may not have reached you", StringComparison.Ordinal),
            "nothing is left to be told"
        );
    }

    async Task ShouldBeShownAndSentAgainAsync(BrowserSession owner, LeadList lead)
    {
        await AppFixture.Eventually(
            async () =>
                (await owner.GetAsync($"/leads/{lead.IdOf()}")).Words.Contains("may not have reached you", StringComparison.Ordinal),
            "the lead's page says so"
        );
        (await owner.GetAsync("/leads")).Words.ShouldContain("A mail about your leads may not have reached you.");
        site.MailTo(owner.Email).ShouldNotContain(x => x.Subject == "New lead: Cut Carl");
        await owner.SubmitAsync(await owner.GetAsync($"/leads/{lead.IdOf()}"), "form[action='/account/mails']");
    }

    [Theory]
    [InlineData(false, OutboxState.Sent)]
    [InlineData(true, OutboxState.Unsure)]
    public async Task is_sent_by_the_next_run_when_processes_ended_twice_before_handing_it_over(bool begun, OutboxState then)
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        // Off: so that this mail is all there is, claimed by a process that then died.
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "main form", ("Mail", "Off"));
        var lead = await site.CapturedAsync(tenant, Call(NewNumber()));
        var earlier = DateTimeOffset.UtcNow.AddMinutes(-5);
        var mail = new OutboxMail(lead.Id, Guid.Parse(tenant), ana.Email, "New lead: Left Lou", "Text", "", earlier)
            .Claim(earlier)
            .Claim(earlier);
        await using (var session = site.Get<IDocumentStore>().LightweightSession(tenant))
        {
            session.Insert(begun ? mail.Begin(earlier) : mail);
            await session.SaveChangesAsync();
        }
        (await site.Get<MessageMonitor>().RefreshAsync(CancellationToken.None)).Undelivered.ShouldBeGreaterThan(0);
        await site.PublishAsync(new DeliverMail(lead.Id, 1), tenant);
        await AppFixture.Eventually(async () => (await MailOfAsync(ana, lead))!.State == then, $"it is {then}");
        site.MailTo(ana.Email).Count(x => x.Subject == "New lead: Left Lou").ShouldBe(begun ? 0 : 1);
        if (begun)
            await AppFixture.Eventually(
                async () =>
                    (await ana.GetAsync($"/leads/{lead.IdOf()}")).Words.Contains("may not have reached you", StringComparison.Ordinal),
                "the lead's page says so"
            );
    }

    [Fact]
    public async Task is_a_matter_of_choice()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "main form", ("Mail", "Digest"), ("Hour", "7"));
        await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Daily Dan")));
        var second = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Daily Dora")));
        await PlannedAsync(tenant, 2);
        await DueAsync(tenant);
        for (var i = 0; i < 2; i++)
            await site.PublishAsync(new SendDigest("an earlier plan"), tenant);
        var digest = await site.MailAsync(ana.Email, "2 leads need attention");
        digest.Text.ShouldSatisfyAllConditions(x => x.ShouldContain("Daily Dan"), x => x.ShouldContain($"/leads/{second.IdOf()}"));
        await AppFixture.Eventually(
            async () => (await ana.GetAsync($"/leads/{second.IdOf()}")).Words.Contains("Mailed to you", StringComparison.Ordinal),
            "the lead's story tells of the digest"
        );
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "main form", ("Mail", "Off"));
        await site.CapturedAsync(tenant, Call(NewNumber()));
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "main form", ("Mail", "Instant"));
        await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Instant Ina")));
        await site.MailAsync(ana.Email, "New lead: Instant Ina");
        site.MailTo(ana.Email).Count.ShouldBe(3, "to confirm, one digest, one lead");
    }

    [Fact]
    public async Task once_a_day_tells_of_everybody_in_one_mail_whatever_is_changed_meanwhile()
    {
        using var ana = await site.OwnerAsync("Europe/Berlin");
        var tenant = await site.TenantOfAsync(ana);
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "main form", ("Mail", "Digest"), ("Hour", "7"));
        await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Early Eve")));
        var first = await PlannedAsync(tenant, 1);
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "main form", ("Mail", "Digest"), ("Hour", "8"));
        (await PlannedAsync(tenant, 1)).ShouldNotBe(first, "it follows the hour");
        var berlin = await PlannedAsync(tenant, 1);
        await site.PublishAsync(new OwnerTimeZoneChanged("Pacific/Honolulu"), tenant);
        await AppFixture.Eventually(async () => await PlannedAsync(tenant, 1) != berlin, "it follows the zone");
        await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Later Lea")));
        await PlannedAsync(tenant, 2);
        var dealt = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Done Dee")));
        await PlannedAsync(tenant, 3);
        await ana.SubmitAsync(await ana.GetAsync($"/leads/{dealt.IdOf()}"), "form[action*=Done]");
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "main form", ("Mail", "Instant"));
        var mail = await site.MailAsync(ana.Email, "2 leads need attention");
        mail.Text.ShouldSatisfyAllConditions(
            x => x.ShouldContain("Early Eve"),
            x => x.ShouldContain("Later Lea"),
            x => x.ShouldNotContain("Done Dee")
        );
        await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Instant Ira")));
        await site.MailAsync(ana.Email, "New lead: Instant Ira");
        site.MailTo(ana.Email).Count.ShouldBe(3, "to confirm, those who waited, one lead");
    }

    [Fact]
    public async Task once_a_day_is_still_written_where_a_former_build_planned_it()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        await ana.SubmitAsync(await ana.GetAsync("/leads/settings"), "main form", ("Mail", "Off"));
        await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Former Fay")));
        await using (var session = site.Get<IDocumentStore>().LightweightSession(tenant))
        {
            session.Store(new LegacyDigestPlan("2026-11-30", DateTimeOffset.UtcNow));
            await session.SaveChangesAsync();
        }
        for (var i = 0; i < 2; i++)
            await site.PublishAsync(new SendDigest("2026-11-30"), tenant);
        (await site.MailAsync(ana.Email, "1 lead needs attention")).Text.ShouldContain("Former Fay");
    }

    [Fact]
    public async Task says_who_called_whom()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var lead = await site.CapturedAsync(
            tenant,
            Call(NewNumber(), fields: ("caller_name", "Voiced Vic")) with
            {
                Outbound = true,
                Voicemail = true,
            }
        );
        var mail = await site.MailAsync(ana.Email, "New lead: Voiced Vic");
        mail.Text.ShouldStartWith("Voiced Vic was called, and a voicemail answered.");
        (await ana.GetAsync($"/leads/{lead.IdOf()}")).Words.ShouldContain("Was called (voicemail) and became a lead");
    }

    /// <summary>When the digest is due that tells of so many.</summary>
    async Task<DateTimeOffset> PlannedAsync(string tenant, int leads)
    {
        DigestPlan? plan = null;
        await AppFixture.Eventually(
            async () =>
            {
                await using var session = site.Reading(tenant);
                return (plan = await session.LoadAsync<DigestPlan>(DigestPlan.Own)) is { At: not null } && plan.Leads.Count == leads;
            },
            $"{leads} leads are planned for"
        );
        return plan!.At!.Value;
    }

    async Task DueAsync(string tenant)
    {
        await using var session = site.Get<IDocumentStore>().LightweightSession(tenant);
        var plan = (await session.LoadAsync<DigestPlan>(DigestPlan.Own))! with { At = DateTimeOffset.UtcNow };
        plan.Write(session);
        await session.SaveChangesAsync();
    }

    [Fact]
    public async Task has_links_that_ask_first_and_work_once()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var lead = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Linked Lea")));
        var text = (await site.MailAsync(ana.Email, "New lead: Linked Lea")).Text;
        using var phone = site.Anonymous();

        var asked = await phone.GetAsync(Link(text, "Mark handled"));
        asked.Words.ShouldContain("Linked Lea leaves your queue");
        (await site.LeadAsync(tenant, lead.IdOf())).NeedsAttention.ShouldBeTrue("looking changes nothing");
        (await phone.SubmitAsync(asked, "main form", ("Outcome", "LeftVoicemail"))).Words.ShouldContain("Marked handled");
        (await site.LeadAsync(tenant, lead.IdOf())).ShouldSatisfyAllConditions(
            x => x.NeedsAttention.ShouldBeFalse(),
            x => x.Outcome.ShouldBe(LeadOutcome.LeftVoicemail)
        );
        ShouldBeGone(await phone.SubmitAsync(asked, "main form"), "has been used");
        ShouldBeGone(await phone.GetAsync(Link(text, "Mark handled")), "has been used");

        var block = await phone.GetAsync(Link(text, "Block caller"));
        (await phone.SubmitAsync(block, "main form")).Words.ShouldContain("turned away");
        (await site.LeadAsync(tenant, lead.IdOf())).ShouldSatisfyAllConditions(
            x => x.Blocked.ShouldBeTrue(),
            x => x.Status.ShouldBe(LeadStatus.Spam)
        );
        (await phone.GetAsync($"/leads/{lead.IdOf()}")).Path.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task has_links_that_nobody_can_change_or_use_too_late()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var lead = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Late Liz")));
        var link = Link((await site.MailAsync(ana.Email, "New lead: Late Liz")).Text, "Mark handled");
        using var somebody = site.Anonymous();
        var altered = link[..^5] + (link[^5] == 'A' ? 'B' : 'A') + link[^4..];
        (await somebody.GetAsync(altered)).ShouldSatisfyAllConditions(
            x => x.Status.ShouldBe(HttpStatusCode.NotFound),
            x => x.Words.ShouldContain("not one of ours")
        );
        (
            await somebody.GetAsync(
                "/leads/mailed?t=" + site.Get<IDataProtectionProvider>().CreateProtector("other", "purpose").Protect("x")
            )
        ).Status.ShouldBe(HttpStatusCode.NotFound);

        var old = site.Get<LeadEmailLinks>().Path(new(tenant, lead.IdOf(), LeadAction.Handled, DateTimeOffset.UtcNow.AddMinutes(-1)));
        ShouldBeGone(await somebody.GetAsync(old), "expired");
        var form = await somebody.GetAsync(link);
        ShouldBeGone(await somebody.SubmitAsync(form, "main form", ("t", old["/leads/mailed?t=".Length..])), "expired");
        (await site.LeadAsync(tenant, lead.IdOf())).NeedsAttention.ShouldBeTrue();
    }

    [Fact]
    public async Task has_links_that_end_with_the_access_of_their_owner()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var lead = await site.CapturedAsync(tenant, Call(NewNumber(), fields: ("caller_name", "Ended Eve")));
        var link = site.Get<LeadEmailLinks>().Path(new(tenant, lead.IdOf(), LeadAction.Handled, DateTimeOffset.UtcNow.AddDays(7)));
        using var somebody = site.Anonymous();
        var form = await somebody.GetAsync(link);
        form.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        await ana.SubmitAsync(await ana.GetAsync("/account"), "#devices footer form");
        ShouldBeGone(await somebody.GetAsync(link), "no longer works");
        ShouldBeGone(await somebody.SubmitAsync(form, "main form"), "no longer works");
        (await site.LeadAsync(tenant, lead.IdOf())).NeedsAttention.ShouldBeTrue();
    }

    static void ShouldBeGone(Answer answer, string words)
    {
        answer.Status.ShouldBe(HttpStatusCode.Gone);
        answer.Words.ShouldContain(words);
    }

    static string Link(string text, string label) => new Uri(Regex.Match(text, label + @": (https?://\S+)").Groups[1].Value).PathAndQuery;

    async Task<OutboxMail?> MailOfAsync(BrowserSession owner, LeadList lead)
    {
        await using var session = site.Reading(await site.TenantOfAsync(owner));
        return await session.LoadAsync<OutboxMail>(lead.Id);
    }
}
