using Shouldly;

namespace Switchhook.Scenarios;

/// <summary>What an owner does on the pages with an agent that was made at Retell.</summary>
static class ConnectionPages
{
    public static async Task<Answer> ConnectAsync(
        this BrowserSession owner,
        CustomerRetellAccount account,
        params (string Name, string Value)[] otherwise
    )
    {
        (string Name, string Value)[] usual =
        [
            ("Name", "Front desk"),
            ("RetellAgentId", account.AgentId),
            ("Number", account.Number),
            ("Key", account.ApiKey),
        ];
        var answer = await owner.SubmitAsync(
            await owner.GetAsync("/agent/connect"),
            "main form",
            [.. usual.Where(x => otherwise.All(y => y.Name != x.Name)), .. otherwise]
        );
        answer.Path.ShouldBe("/agent", answer.Words);
        return answer;
    }

    public static async Task DisconnectAsync(this BrowserSession owner)
    {
        await owner.SubmitAsync(await owner.GetAsync("/agent/connection"), "#disconnect form");
        await owner.ReadsAsync("This agent is disconnected.");
    }

    public static async Task<Answer> ReadsAsync(this BrowserSession owner, string words, string? more = null, bool either = false)
    {
        Answer? page = null;
        await AppFixture.Eventually(
            async () =>
            {
                page = await owner.GetAsync("/agent");
                var (first, second) = (
                    page.Words.Contains(words, StringComparison.Ordinal),
                    more is not null && page.Words.Contains(more, StringComparison.Ordinal)
                );
                return either ? first || second : first && (more is null || second);
            },
            $"{words}, on the page that says: {page?.Words}"
        );
        return page!;
    }
}
