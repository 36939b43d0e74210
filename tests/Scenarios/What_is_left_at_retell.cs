using System.Net;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Agents;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Agents.Reconciliation;
using Xunit;

namespace Switchhook.Scenarios;

public class What_is_left_at_retell(AppFixture site)
{
    [Fact]
    public async Task is_listed_for_an_administrator_and_released_by_a_click_alone()
    {
        var (desk, mark) = (new RetellDashboard(site), await site.Get<Installation>().MarkAsync(CancellationToken.None));
        var tag = Tag.Of(mark, Guid.NewGuid(), $"{Guid.NewGuid()}");
        var made = (
            await desk.AskAsync(
                HttpMethod.Post,
                "/create-retell-llm",
                new { start_speaker = "agent", default_dynamic_variables = new { switchhook_agent = tag } }
            )
        ).Body!;
        var id = (string)made["llm_id"]!;
        for (var i = 0; i < 2; i++)
            await site.InvokeAsync(new ReconcileWithRetell(), Installation.Tenant);

        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var page = await admin.GetAsync("/admin/installation");
        page.Words.ShouldContain("This site recognizes its database and its data folder.");
        page.Text.ShouldContain(id);
        (await StatusAsync(desk, id)).ShouldBe(HttpStatusCode.OK);

        await admin.SubmitAsync(page, $"main form[action*=Release]:has([value='{id}'])");
        await AppFixture.Eventually(async () => await StatusAsync(desk, id) is not HttpStatusCode.OK, "it is removed from Retell");
        (await admin.GetAsync("/admin/installation")).Text.ShouldNotContain(id);
    }

    [Fact]
    public async Task stays_when_an_agent_holds_it()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        foreach (
            var (kind, id) in new[]
            {
                (RetellResourceKind.Number, agent.Number!),
                (RetellResourceKind.Agent, agent.RetellAgentId!),
                (RetellResourceKind.Prompt, agent.LlmId!),
            }
        )
            await site.InvokeAsync(new RemoveUntrackedResource(kind, id), Installation.Tenant);
        (await new RetellDashboard(site).LedgerEntriesOfAsync(agent.AgentId)).ShouldAllBe(x => (string?)x["action"] != "deleted");
    }

    static async Task<HttpStatusCode> StatusAsync(RetellDashboard desk, string id) =>
        (await desk.AskAsync(HttpMethod.Get, $"/get-retell-llm/{id}")).Status;
}
