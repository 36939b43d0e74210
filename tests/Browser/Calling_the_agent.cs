using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

/// <summary>
/// The part of a call from the browser that needs no Retell: what stands in its way, and that nothing is loaded or opened before it is
/// needed.
/// </summary>
public class Calling_the_agent(Site site)
{
    /// <summary>As the page stands where Retell is real.</summary>
    const string Place = """
        () => document.querySelector('#web-call').outerHTML = `<section id="web-call" data-web-call data-join="/test-call?handler=Join" data-client="/lib/webcall.js">
          <button type="button" data-web-start>Start</button><button type="button" data-web-mute hidden>Mute</button><button type="button" data-web-end hidden>Hang up</button>
          <p role="status" data-web-state></p></section>`
        """;

    [Fact]
    public async Task says_what_stands_in_the_way_and_opens_no_call_before_it_may_use_the_microphone()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        var page = ana.Page;
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync("/test-call");
        await page.EvaluateAsync(Place);
        var state = page.Locator("[data-web-state]");

        foreach (
            var (failure, sentence) in new[]
            {
                ("NotAllowedError", "does not let this page use the microphone"),
                ("NotFoundError", "No microphone was found"),
                ("NotReadableError", "Another program is using the microphone"),
            }
        )
        {
            await page.EvaluateAsync(
                "name => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name)) }",
                failure
            );
            await page.ClickAsync("[data-web-start]");
            await Expect(state).ToContainTextAsync(sentence);
            await Expect(page.Locator("[data-web-start]")).ToBeEnabledAsync();
        }
        await page.EvaluateAsync("() => Object.defineProperty(window, 'RTCPeerConnection', { value: undefined })");
        await page.ClickAsync("[data-web-start]");
        await Expect(state).ToContainTextAsync("This browser cannot make calls");

        asked.ShouldNotContain(x => x.Contains("webcall", StringComparison.Ordinal) || x.Contains("Join", StringComparison.Ordinal));
    }

    [Fact]
    public async Task has_retells_client_in_a_bundle_of_its_own()
    {
        await using var ana = await site.OwnerAsync();
        (
            await ana.Page.EvaluateAsync<string[]>(
                "async () => { const { RetellWebClient } = await import('/lib/webcall.js'); return ['startCall', 'stopCall', "
                    + "'mute', 'unmute', 'on'].filter(x => typeof RetellWebClient.prototype[x] !== 'function') }"
            )
        ).ShouldBeEmpty();
    }
}
