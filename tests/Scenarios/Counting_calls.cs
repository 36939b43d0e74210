using Xunit;

namespace Switchhook.Scenarios;

/// <summary>The figures of the dashboard.</summary>
public class Counting_calls(AppFixture site)
{
    [Fact]
    public async Task says_how_long_nine_of_ten_took_once_there_are_ten()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (var number = 1; number <= 10; number++)
        {
            await site.PostSignedAsync(
                $$"""
                {"event":"call_ended","call":{"call_id":"call_{{Guid.NewGuid():N}}","agent_id":"{{agent}}","call_type":"phone_call","direction":"inbound",
                "from_number":"{{LeadsOf.NewNumber()}}","start_timestamp":{{now}},"end_timestamp":{{now
                    + number * 10_000}},"duration_ms":{{number * 10_000}}} }
                """
            );
            if (number == 9)
                await ReadsAsync(owner, "Median call 0:50 This month");
        }
        await ReadsAsync(owner, "Median call 0:55 9 of 10 at most 1:30");
    }

    static Task ReadsAsync(BrowserSession owner, string words) =>
        AppFixture.Eventually(
            async () => (await owner.GetAsync("/")).Words.Contains(words, StringComparison.Ordinal),
            $"the dashboard says: {words}"
        );
}
