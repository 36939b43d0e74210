using System.Net;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Messages;
using Switchhook.Leads.Notifications;
using Wolverine;
using Wolverine.Runtime;
using Xunit;

namespace Switchhook.Scenarios;

public class A_message_that_was_given_up(AppFixture site)
{
    [Fact]
    public async Task is_shown_to_admins_without_what_is_in_it_and_can_be_retried_or_discarded()
    {
        using var ana = await site.OwnerAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var tenant = await site.TenantOfAsync(ana);
        // No hour of any day: refused, and nobody waits for the answer.
        await site.PublishAsync(new ChangeNotificationPreferences(NotificationMode.Digest, 77_311), tenant);
        await AppFixture.Eventually(
            async () =>
                (await admin.GetAsync("/admin/messages")).Document.QuerySelector($"tr:has(a[href='/admin/users/{tenant}'])") is not null,
            "it is listed"
        );
        await site.Get<MessageMonitor>().RefreshAsync(CancellationToken.None);

        var page = await admin.GetAsync("/admin/messages");
        var row = page.Find($"tr:has(a[href='/admin/users/{tenant}'])");
        row.TextContent.ShouldSatisfyAllConditions(
            x => x.ShouldContain("ChooseLeadMail"),
            x => x.ShouldContain("Refused"),
            x => x.ShouldNotContain("77311")
        );
        (await admin.GetAsync("/leads")).Words.ShouldContain("Review failed messages");
        (await ana.GetAsync("/leads")).Words.ShouldNotContain("Review failed messages");
        (await ana.GetAsync("/health/ready")).Text.ShouldContain("/admin/messages");
        // The exporter repeats for a moment what it gathered before.
        await AppFixture.Eventually(
            async () => (await ana.GetAsync("/metrics")).Text.Contains("switchhook_messages_dead_letters", StringComparison.Ordinal),
            "the gauge is there"
        );
        await site.MailAsync(admin.Email, "Switchhook needs your attention");

        await admin.SubmitAsync(page, $"#{row.Id} form[action*=Replay]");
        await AppFixture.Eventually(
            async () =>
                (await admin.GetAsync("/admin/messages")).Document.QuerySelector($"tr:has(a[href='/admin/users/{tenant}'])") is { } again
                && again.Id is not null,
            "it was tried and given up again"
        );
        var listed = await admin.GetAsync("/admin/messages");
        await admin.SubmitAsync(listed, $"tr:has(a[href='/admin/users/{tenant}']) form[action*=Discard]");
        (await admin.GetAsync("/admin/messages")).Document.QuerySelector($"tr:has(a[href='/admin/users/{tenant}'])").ShouldBeNull();
        (await ana.GetAsync("/admin/messages")).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task is_also_one_that_another_build_stored_and_this_one_does_not_know()
    {
        using var owner = await site.OwnerAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var tenant = await site.TenantOfAsync(owner);
        await site.Get<IWolverineRuntime>()
            .Storage.Inbox.StoreIncomingAsync(
                new Envelope
                {
                    MessageType = "Switchhook.Leads.MessageOfANewerBuild",
                    ContentType = "application/json",
                    Data = "{}"u8.ToArray(),
                    TenantId = tenant,
                    Destination = new Uri("local://durable"),
                    Status = EnvelopeStatus.Incoming,
                    OwnerId = 0,
                }
            );
        var its = $"tr:has(a[href='/admin/users/{tenant}'])";
        await AppFixture.Eventually(
            async () =>
                (await admin.GetAsync("/admin/messages"))
                    .Document.QuerySelector(its)
                    ?.TextContent.Contains("MessageOfANewerBuild", StringComparison.Ordinal) == true,
            "it is listed"
        );
        await admin.SubmitAsync(await admin.GetAsync("/admin/messages"), $"{its} form[action*=Discard]");
    }
}
