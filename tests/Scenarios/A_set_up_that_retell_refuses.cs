using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Agents;
using Switchhook.Agents.Provisioning;
using Switchhook.BuildingBlocks;
using Switchhook.RetellSandbox.FaultInjection;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>
/// Each refusal has a sentence with a way on for the owner, and Retell's own words for the operator alone; nothing is left at Retell, and
/// nothing paid.
/// </summary>
public class A_set_up_that_retell_refuses(AppFixture site)
{
    const string Prompt = "POST /create-retell-llm",
        Agent = "POST /create-agent",
        Number = "POST /create-phone-number";

    [Theory]
    [InlineData(Number, "kyc", "415", "The operator has to complete that in the Retell account.")]
    [InlineData(Number, "no-card", "415", "The operator has to add one.")]
    [InlineData(Number, "no-credit", "415", "The operator has to top it up.")]
    [InlineData(Number, "rate-limited", "415", "Try again in a minute.")]
    [InlineData(Number, "unauthorized", "415", "trying again will not help until then.")]
    [InlineData(Number, "forbidden", "415", "The operator has to look into the Retell account.")]
    [InlineData(Agent, "voice-gone", "415", "This voice is no longer offered. Choose another one.")]
    [InlineData(Agent, "rate-limited", "415", "Try again in a minute.")]
    [InlineData(Prompt, "no-credit", "415", "The operator has to top it up.")]
    [InlineData(Prompt, "fault", "415", "Retell cannot be reached at the moment. Try again in a few minutes.")]
    public async Task says_what_to_do_and_leaves_nothing(string step, string refusal, string areaCode, string sentence)
    {
        using var owner = await site.OwnerAsync();
        var agentId = await AskAsync(
            owner,
            areaCode,
            id => new
            {
                match = step,
                contains = $"{id:D}",
                fault = "refuse",
                refusal,
                times = 0,
            }
        );
        var page = await owner.ReadsAsync("Nothing was paid.");
        page.Find(".notice.bad b").TextContent.ShouldEndWith(sentence);
        page.Words.ShouldContain(Remains(step));
        await LeavesNothingAsync(agentId);

        var retells = refusal is "fault" ? "No clear answer to two attempts." : RefusalCatalog.All[refusal].Message;
        page.Text.ShouldNotContain(retells);
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        await AppFixture.Eventually(
            async () => (await SearchedAsync(admin, owner)).Contains(retells, StringComparison.Ordinal),
            "the operator reads what Retell said"
        );

        var again = await owner.GetAsync(page.Find(".notice.bad a.btn").GetAttribute("href")!);
        (again.Path, again.Find("[name=Name]").GetAttribute("value"), again.Find("[name=AreaCode]").GetAttribute("value")).ShouldBe(
            ("/agent/new", "Front desk", areaCode)
        );
    }

    [Fact]
    public async Task because_it_is_down_is_undone_once_it_is_clear_that_nothing_was_made()
    {
        using var owner = await site.OwnerAsync();
        var agentId = await AskAsync(
            owner,
            "415",
            id => new
            {
                match = Prompt,
                contains = $"{id:D}",
                fault = "reset-before",
                times = 0,
            }
        );
        var page = await owner.ReadsAsync("Nothing was paid.");
        page.Words.ShouldContain("Retell cannot be reached at the moment. Try again in a few minutes.");
        page.Words.ShouldContain("Nothing had been made yet.");
        await LeavesNothingAsync(agentId);
    }

    [Fact]
    public async Task for_want_of_a_number_goes_on_in_another_area_code_and_counts_as_no_creation()
    {
        using var owner = await site.OwnerAsync();
        var agentId = await AskAsync(
            owner,
            "415",
            id => new
            {
                match = Number,
                contains = $"{id:D}",
                fault = "refuse",
                refusal = "no-numbers",
                times = 1,
            }
        );
        var page = await owner.ReadsAsync("Nothing was paid, and everything else is ready.");
        page.Find(".notice.bad b")
            .TextContent.ShouldBe("No numbers are available in area code 415. Try another area code, or leave it empty.");
        (await owner.SubmitAsync(page, "main form[action*=AreaCode]", ("AreaCode", "21"))).Status.ShouldBe(
            System.Net.HttpStatusCode.UnprocessableEntity
        );
        await owner.SubmitAsync(page, "main form[action*=AreaCode]", ("AreaCode", "212"));
        await owner.ReadsAsync("+1 212 555");
        // The same prompt and the same agent as before, and one number.
        (await new RetellDashboard(site).LedgerEntriesOfAsync(agentId))
            .Select(x => $"{x["action"]} {x["what"]}")
            .ShouldBe(["created llm", "created agent", "bought number"], ignoreOrder: true);
        await using var reading = site.Reading(await site.TenantOfAsync(owner));
        (await reading.LoadAsync<AgentQuota>(AgentQuota.Only)).ShouldNotBeNull().Creations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task for_want_of_a_number_can_be_given_up()
    {
        using var owner = await site.OwnerAsync();
        var agentId = await AskAsync(
            owner,
            "415",
            id => new
            {
                match = Number,
                contains = $"{id:D}",
                fault = "refuse",
                refusal = "no-numbers",
                times = 1,
            }
        );
        await owner.SubmitAsync(
            await owner.ReadsAsync("Nothing was paid, and everything else is ready."),
            "#delete",
            ("Typed", "Front desk")
        );
        await AppFixture.Eventually(async () => (await site.AgentOfAsync(owner)).Status == AgentStatus.Deleted, "the agent is deleted");
        await LeavesNothingAsync(agentId);
        (await owner.GetAsync("/agent/new")).Words.ShouldContain("3 of 3 creations left this hour");
    }

    [Fact]
    public async Task for_a_reason_that_costs_nothing_locks_nobody_out()
    {
        using var owner = await site.OwnerAsync();
        for (var i = 0; i < 4; i++)
        {
            await AskAsync(
                owner,
                "415",
                id => new
                {
                    match = Number,
                    contains = $"{id:D}",
                    fault = "refuse",
                    refusal = "kyc",
                    times = 1,
                }
            );
            await owner.ReadsAsync("Nothing was paid.");
        }
        (await owner.GetAsync("/agent/new")).Words.ShouldContain("3 of 3 creations left this hour");
    }

    async Task<Guid> AskAsync(BrowserSession owner, string areaCode, Func<Guid, object> fault)
    {
        var form = await owner.GetAsync("/agent/new");
        var agentId = DeterministicId.Of(
            "agent",
            await site.TenantOfAsync(owner),
            Guid.Parse(form.Find("[name=Nonce]").GetAttribute("value")!)
        );
        await new RetellDashboard(site).FailAsync(fault(agentId));
        await owner.SubmitAsync(
            form,
            "main form",
            ("Name", "Front desk"),
            ("Brief", "Answer for us and take messages."),
            ("AreaCode", areaCode)
        );
        return agentId;
    }

    async Task LeavesNothingAsync(Guid agentId)
    {
        var story = await new RetellDashboard(site).LedgerEntriesOfAsync(agentId);
        story.ShouldAllBe(x => (string?)x["action"] != "bought");
        story.Count(x => (string?)x["action"] == "created").ShouldBe(story.Count(x => (string?)x["action"] == "deleted"));
        (await new RetellDashboard(site).LedgerAsync()).ShouldAllBe(x => !$"{x!["tag"]}".Contains($"{agentId:D}"));
    }

    static string Remains(string step) =>
        step switch
        {
            Prompt => "Nothing had been made yet.",
            Agent => "The prompt was removed from Retell.",
            _ => "The agent was removed from Retell. The prompt was removed from Retell.",
        };

    static async Task<string> SearchedAsync(BrowserSession admin, BrowserSession owner) =>
        (await admin.SubmitAsync(await admin.GetAsync("/admin/agents"), "form.filters", ("Search", owner.Email)))
            .Find("main table")
            .TextContent;
}
