using System.Net;
using Marten;
using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class A_commit_whose_answer_is_lost(TcpProxyFixture house) : IClassFixture<TcpProxyFixture>
{
    [Theory]
    [InlineData("agent_requested", HttpStatusCode.InternalServerError)]
    [InlineData("prompt_written", HttpStatusCode.OK)]
    public async Task keeps_nothing_from_being_done_once_and_to_its_end(string last, HttpStatusCode answer)
    {
        var lost = house.Lost;
        using var owner = await house.OwnerAsync();
        var form = await owner.GetAsync("/agent/new");
        house.LoseTheCommitOf($"{DeterministicId.Of("agent", await house.TenantOfAsync(owner), Guid.Parse(form.Find("[name=Nonce]").GetAttribute("value")!)):D}", last);
        (await owner.SubmitAsync(form, "main form", ("Name", "Front desk"), ("Brief", "Answer for us and take messages."), ("AreaCode", "415"))).Status.ShouldBe(answer);

        await AppFixture.Eventually(async () => (await owner.GetAsync("/agent")).Words.Contains("+1 415 555", StringComparison.Ordinal), "the agent has its number");
        house.Lost.ShouldBe(lost + 1);
        await using var reading = house.Reading(await house.TenantOfAsync(owner));
        var told = (await reading.Events.QueryAllRawEvents().ToListAsync()).Where(x => x.StreamKey!.StartsWith("agent/", StringComparison.Ordinal)).CountBy(x => x.EventTypeName).ToDictionary();
        foreach (var once in (string[])["agent_requested", "prompt_written", "agent_created", "agent_published", "phone_provisioned"]) told[once].ShouldBe(1, once);
    }
}
