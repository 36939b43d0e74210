using System.Net;
using Marten;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Reconciliation;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Creating_an_agent(AppFixture site)
{
    [Fact]
    public async Task is_refused_in_a_second_tab_that_was_open_before_the_first_was_sent()
    {
        using var owner = await site.OwnerAsync();
        var (first, second) = (await owner.GetAsync("/agent/new"), await owner.GetAsync("/agent/new"));
        (string, string)[] wish = [("Name", "Front desk"), ("Brief", "Answer for us and take messages."), ("AreaCode", "")];
        await owner.SubmitAsync(first, "main form", wish);
        var answer = await owner.SubmitAsync(second, "main form", wish);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain("You already have an agent");
    }

    [Fact]
    public async Task says_what_is_wrong_beside_the_field_and_keeps_what_was_written()
    {
        using var owner = await site.OwnerAsync();
        var answer = await owner.SubmitAsync(
            await owner.GetAsync("/agent/new"),
            "main form",
            ("Name", "Front desk"),
            ("Brief", "short"),
            ("AreaCode", "41")
        );
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain("at least 20 characters");
        answer.Words.ShouldContain("three digits");
        answer.Find("[name=Name]").GetAttribute("value").ShouldBe("Front desk");
    }

    [Fact]
    public async Task is_done_once_when_the_same_form_is_sent_twice()
    {
        using var owner = await site.OwnerAsync();
        var form = await owner.GetAsync("/agent/new");
        (string, string)[] wish = [("Name", "Front desk"), ("Brief", "Answer for us and take messages."), ("AreaCode", "")];
        foreach (var answer in await Task.WhenAll(owner.SubmitAsync(form, "main form", wish), owner.SubmitAsync(form, "main form", wish)))
            (answer.Status, answer.Path).ShouldBe((HttpStatusCode.OK, "/agent"));
        await using var reading = site.Reading(await site.TenantOfAsync(owner));
        (await reading.Query<AgentDetails>().CountAsync()).ShouldBe(1);
        (await reading.Events.QueryAllRawEvents().CountAsync(x => x.EventTypeName == "agent_requested")).ShouldBe(1);
    }

    [Fact]
    public async Task that_failed_is_undone_and_can_be_tried_again_with_a_new_form()
    {
        using var owner = await site.OwnerAsync();
        var form = await owner.GetAsync("/agent/new");
        var id = DeterministicId.Of("agent", await site.TenantOfAsync(owner), Guid.Parse(form.Find("[name=Nonce]").GetAttribute("value")!));
        await new RetellDashboard(site).FailAsync(
            new
            {
                match = "POST /create-phone-number",
                contains = $"{id:D}",
                fault = "refuse",
                refusal = "no-card",
                times = 0,
            }
        );
        (string, string)[] Wish(string areaCode) =>
            [("Name", "Front desk"), ("Brief", "Answer for us and take messages."), ("AreaCode", areaCode)];
        await owner.SubmitAsync(form, "main form", Wish("415"));
        await AppFixture.Eventually(async () => (await owner.GetAsync("/agent/new")).Path == "/agent/new", "the attempt is undone");
        (await owner.GetAsync("/agent")).Words.ShouldContain("cannot pay for a number");

        var old = await owner.SubmitAsync(form, "main form", Wish(""));
        old.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        old.Words.ShouldContain("was undone");

        await owner.SubmitAsync(await owner.GetAsync("/agent/new"), "main form", Wish("415"));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/agent")).Words.Contains("+1 415 555", StringComparison.Ordinal),
            "the second attempt has its number"
        );
    }

    /// <summary>The form of one is sent by the other, as somebody would who edits the hidden field.</summary>
    [Fact]
    public async Task with_anothers_form_makes_an_agent_of_ones_own_and_reconciliation_goes_on()
    {
        using var victim = await site.OwnerWithAgentAsync();
        using var stranger = await site.OwnerAsync();
        var (theirs, mine) = (await site.AgentOfAsync(victim), await site.TenantOfAsync(stranger));
        (string, string)[] wish =
        [
            ("Name", "Front desk"),
            ("Brief", "Answer for us and take messages."),
            ("AreaCode", ""),
            ("Nonce", $"{theirs.AgentId:D}"),
            ("AgentId", $"{theirs.AgentId:D}"),
        ];
        await stranger.SubmitAsync(await stranger.GetAsync("/agent/new"), "main form", wish);
        await AppFixture.Eventually(
            async () => (await site.AgentOfAsync(stranger)).Status == AgentStatus.Live,
            "the stranger has an agent"
        );
        var own = await site.AgentOfAsync(stranger);
        own.AgentId.ShouldBe(DeterministicId.Of("agent", mine, theirs.AgentId));
        await site.InvokeAsync(new ReconcileWithRetell(), Installation.Tenant);

        await stranger.SubmitAsync(await stranger.GetAsync("/agent"), "#delete", ("Typed", "Front desk"));
        await AppFixture.Eventually(
            async () => (await site.AgentOfAsync(stranger)).Status == AgentStatus.Deleted,
            "the stranger's agent is deleted"
        );
        var held = (await new RetellDashboard(site).LedgerAsync()).Select(x => (string?)x!["id"]).ToList();
        held.ShouldContain(theirs.Number);
        held.ShouldNotContain(own.Number);
    }
}
