using System.Net;
using Marten;
using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class A_commit_whose_answer_is_lost(TcpProxyFixture site) : IClassFixture<TcpProxyFixture>
{
    [Theory]
    [InlineData("agent_requested", HttpStatusCode.InternalServerError)]
    [InlineData("prompt_written", HttpStatusCode.OK)]
    public async Task keeps_nothing_from_being_done_once_and_to_its_end(string last, HttpStatusCode answer)
    {
        var lost = site.Lost;
        using var owner = await site.OwnerAsync();
        var form = await owner.GetAsync("/agent/new");
        var nonce = Guid.Parse(form.Find("[name=Nonce]").GetAttribute("value")!);
        site.LoseTheCommitOf($"{DeterministicId.Of("agent", await site.TenantOfAsync(owner), nonce):D}", last);
        (
            await owner.SubmitAsync(
                form,
                "main form",
                ("Name", "Front desk"),
                ("Brief", "Answer for us and take messages."),
                ("AreaCode", "415")
            )
        ).Status.ShouldBe(answer);

        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/agent")).Words.Contains("+1 415 555", StringComparison.Ordinal),
            "the agent has its number"
        );
        site.Lost.ShouldBe(lost + 1);
        await using var reading = site.Reading(await site.TenantOfAsync(owner));
        var told = (await reading.Events.QueryAllRawEvents().ToListAsync())
            .Where(x => x.StreamKey!.StartsWith("agent/", StringComparison.Ordinal))
            .CountBy(x => x.EventTypeName)
            .ToDictionary();
        foreach (var once in (string[])["agent_requested", "prompt_written", "agent_created", "agent_published", "phone_provisioned"])
            told[once].ShouldBe(1, once);
    }
}
