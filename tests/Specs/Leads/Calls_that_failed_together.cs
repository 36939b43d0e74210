using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Wolverine;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Calls_that_failed_together
{
    static CallAnalyzedNotice Call(string id) =>
        new(id, "+14155550142", DateTimeOffset.UnixEpoch, "", "Neutral", new Dictionary<string, string>(), Simulated: false);

    [Fact]
    public async Task are_tried_one_by_one()
    {
        CallAnalyzedNotice[] calls = [Call("call_1"), Call("call_2")];
        (await CallsAnalyzedNoticeHandler.Handle(new(calls), new Envelope { Attempts = 2 }, null!, CancellationToken.None)).ShouldBe(calls);
    }
}
