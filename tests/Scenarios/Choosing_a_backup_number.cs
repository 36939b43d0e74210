using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Switchhook.Agents;
using Xunit;

namespace Switchhook.Scenarios;

public class Choosing_a_backup_number(AppFixture site)
{
    const string Mobile = "+13035550132",
        Office = "+16175550142";
    const string Refused =
        "The backup number wasn't saved. Retell didn't accept a backup number for this line. Only some Retell plans include it.";

    readonly RetellDashboard desk = new(site);

    [Fact]
    public async Task has_retell_send_callers_there_until_it_is_taken_away()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Backup number None");
        await ChooseAsync(owner, "(303) 555-0132");
        await IsAsync(owner, Mobile);
        (await FallbackAsync(agent)).ShouldBe(Mobile);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Backup number +1 303 555 0132");
        await ReadsAsync(owner, "/leads/settings", "303 555 0132");

        await ChooseAsync(owner, Office);
        await IsAsync(owner, Office);
        (await FallbackAsync(agent)).ShouldBe(Office);
        await ChooseAsync(owner, "");
        await IsAsync(owner, null);
        (await FallbackAsync(agent)).ShouldBeNull();
        (await site.AgentOfAsync(owner)).Revision.ShouldBe(1);
    }

    [Fact]
    public async Task is_not_touched_by_pausing_and_resuming()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await ChooseAsync(owner, Mobile);
        await IsAsync(owner, Mobile);
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "#pause", ("FallbackNumber", Office));
        await BecomesAsync(owner, AgentStatus.Paused);
        (await FallbackAsync(agent)).ShouldBe(Mobile);
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "main form[action*=Resume]");
        await BecomesAsync(owner, AgentStatus.Live);
        (await FallbackAsync(agent)).ShouldBe(Mobile);
        (await site.AgentOfAsync(owner)).BackupNumber.ShouldBe(Mobile);
    }

    [Fact]
    public async Task that_retell_refuses_says_so_and_changes_nothing_else()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await FailAsync(agent, "refuse", "invalid");
        await ChooseAsync(owner, Mobile);
        await ReadsAsync(owner, "/agent", Refused);
        (await site.AgentOfAsync(owner)).Status.ShouldBe(AgentStatus.Live);
        (await owner.GetAsync("/agent")).Find("#backup [name=BackupNumber]").GetAttribute("value").ShouldBe(Mobile);
        var call = await desk.AskAsync(HttpMethod.Post, "/simulate-call", new { to_number = agent.Number, scenario = "question" });
        call.Status.ShouldBe(HttpStatusCode.Created);

        await ChooseAsync(owner, "");
        await IsAsync(owner, null);
        (await owner.GetAsync("/agent")).Words.ShouldNotContain("wasn't saved");
        (await FallbackAsync(agent)).ShouldBeNull();
    }

    [Fact]
    public async Task is_asked_for_until_retell_does_it_and_ends_as_was_wanted_last()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var (away, held) = (await FailAsync(agent, "500-after"), await FailAsync(agent, "hold-after"));
        await ChooseAsync(owner, Mobile);
        await desk.ArrivalAsync(away);
        await desk.ArrivalAsync(held);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Saving…");
        await ChooseAsync(owner, Office);
        await desk.ReleaseAsync(held);
        await IsAsync(owner, Office);
        (await FallbackAsync(agent)).ShouldBe(Office);
    }

    [Fact]
    public async Task leaves_alone_what_somebody_put_there_in_retells_dashboard()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await desk.AskAsync(HttpMethod.Patch, $"/update-phone-number/{agent.Number}", new { fallback_number = Office });
        await ChooseAsync(owner, "");
        (await FallbackAsync(agent)).ShouldBe(Office);
        (await site.AgentOfAsync(owner)).IsSettingBackupNumber.ShouldBeFalse();
    }

    [Theory]
    [InlineData("911", "emergency number")]
    [InlineData("+1 900 555 0123", "charges its callers extra")]
    [InlineData("own", "the agent's own number")]
    public async Task is_refused_with_a_number_that_calls_cannot_go_to(string typed, string sentence)
    {
        using var owner = await site.OwnerWithAgentAsync();
        if (typed == "own")
            typed = (await site.AgentOfAsync(owner)).Number!;
        var refused = await ChooseAsync(owner, typed);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Find("#backup-again .error").TextContent.ShouldContain(sentence);
        refused.Find("#backup-again [name=BackupNumber]").GetAttribute("value").ShouldBe(typed);
        (await site.AgentOfAsync(owner)).BackupNumber.ShouldBeNull();
    }

    [Fact]
    public async Task is_possible_over_the_api()
    {
        using var machine = await site.ApiClientAsync();
        var path = $"/api/agents/{(await machine.LiveAgentAsync()).GetProperty("id").GetGuid()}";
        (await PutAsync(machine, path, new { backup_number = "911" }))
            .ShouldBe(HttpStatusCode.UnprocessableEntity, "invalid-fields")
            .Wrong("backup_number")
            .ShouldContain("emergency");
        (await PutAsync(machine, path, new { number = Mobile })).ShouldBe(HttpStatusCode.BadRequest, "malformed");
        (await PutAsync(machine, path, new { backup_number = Mobile })).Status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.OK);
        await SavedAsync(machine, path);
        (await machine.GetAsync(path)).Json.GetProperty("backup_number").GetString().ShouldBe(Mobile);
        (await PutAsync(machine, path, new { backup_number = Mobile })).ShouldBe(HttpStatusCode.OK);
        var none = new { backup_number = default(string) };
        (await PutAsync(machine, path, none)).Status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.OK);
        await SavedAsync(machine, path);
        (await machine.GetAsync(path)).Json.GetProperty("backup_number").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task of_a_connected_agent_is_undone_when_it_is_disconnected()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        await account.ChangeNumberAsync(new { fallback_number = Office });
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        await ChooseAsync(owner, Mobile);
        await IsAsync(owner, Mobile);
        ((string?)(await account.NumberAsync())["fallback_number"]).ShouldBe(Mobile);
        await owner.DisconnectAsync();
        ((string?)(await account.NumberAsync())["fallback_number"]).ShouldBe(Office);
    }

    [Fact]
    public async Task in_a_workspace_without_them_leaves_a_connected_agent_as_it_is()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { fallback_numbers = false });
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        await ChooseAsync(owner, Mobile);
        await owner.ReadsAsync(Refused);
        var agent = await site.AgentOfAsync(owner);
        (agent.Status, agent.BackupNumber).ShouldBe((AgentStatus.Live, null));
        await owner.DisconnectAsync();
    }

    static async Task<Answer> ChooseAsync(BrowserSession owner, string number) =>
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "#backup", ("BackupNumber", number));

    static Task<ApiResponse> PutAsync(ApiClient machine, string path, object body) =>
        machine.SendAsync(HttpMethod.Put, path + "/backup-number", JsonContent.Create(body));

    static Task SavedAsync(ApiClient machine, string path) =>
        AppFixture.Eventually(
            async () => !(await machine.GetAsync(path)).Json.GetProperty("backup_number_pending").GetBoolean(),
            "the backup number is saved"
        );

    static Task ReadsAsync(BrowserSession owner, string path, string words) =>
        AppFixture.Eventually(
            async () => (await owner.GetAsync(path)).Words.Contains(words, StringComparison.Ordinal),
            $"{path} says: {words}"
        );

    /// <returns>The fault's id.</returns>
    Task<string> FailAsync(AgentDetails agent, string fault, string refusal = "fault") =>
        desk.FailAsync(
            new
            {
                match = "PATCH /update-phone-number/*",
                contains = agent.Number![1..],
                fault,
                refusal,
            }
        );

    Task BecomesAsync(BrowserSession owner, string status) =>
        AppFixture.Eventually(async () => (await site.AgentOfAsync(owner)).Status == status, $"the agent is {status}");

    Task IsAsync(BrowserSession owner, string? number) =>
        AppFixture.Eventually(
            async () =>
            {
                var agent = await site.AgentOfAsync(owner);
                return !agent.IsSettingBackupNumber && agent.BackupNumber == number;
            },
            $"the backup number is {number ?? "none"}"
        );

    async Task<string?> FallbackAsync(AgentDetails agent) =>
        (string?)(await desk.GetAsync($"/get-phone-number/{Uri.EscapeDataString(agent.Number!)}"))["fallback_number"];
}
