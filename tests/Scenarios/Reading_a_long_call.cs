using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>A call with thousands of turns, and many that last half an hour.</summary>
public class Reading_a_long_call(AppFixture site)
{
    const int Turns = 5_000,
        Part = 100_000;

    static string Told(string? agent, string call, int turns, int second, Func<int, string> said)
    {
        var lines = Enumerable
            .Range(0, turns)
            .Select(i => new JsonObject
            {
                ["role"] = i % 2 == 0 ? "agent" : "user",
                ["content"] = said(i),
                ["words"] = new JsonArray([
                    .. said(i)
                        .Split(' ')
                        .Select(
                            (word, n) =>
                                new JsonObject
                                {
                                    ["word"] = word,
                                    ["start"] = (i * second) + (n * .1),
                                    ["end"] = (i * second) + (n * .1) + .1,
                                }
                        ),
                ]),
            });
        return new JsonObject
        {
            ["event"] = "call_ended",
            ["call"] = new JsonObject
            {
                ["call_id"] = call,
                ["agent_id"] = agent,
                ["call_type"] = "phone_call",
                ["direction"] = "inbound",
                ["from_number"] = LeadsOf.NewNumber(),
                ["start_timestamp"] = 1_764_000_000_000,
                ["end_timestamp"] = 1_764_000_000_000 + (turns * second * 1_000L),
                ["recording_url"] = "https://dxc03zgurdly9.cloudfront.net/1/recording.wav",
                ["transcript_object"] = new JsonArray([.. lines]),
            },
        }.ToJsonString();
    }

    async Task<(BrowserSession Owner, string? Agent)> OwnerAsync()
    {
        var owner = await site.OwnerWithAgentAsync();
        return (owner, (await site.AgentOfAsync(owner)).RetellAgentId);
    }

    static List<string> Shown(Answer page) => [.. page.Document.QuerySelectorAll(".turns > li[id]").Select(x => x.Id!)];

    [Fact]
    public async Task sends_its_transcript_in_parts_with_and_without_scripts()
    {
        var (owner, agent) = await OwnerAsync();
        using var _ = owner;
        var call = $"call_{Guid.NewGuid():N}";
        await site.PostSignedAsync(
            Told(
                agent,
                call,
                Turns,
                1,
                i => i == 4_321 ? "the needle is here" : $"turn {i} about hay and straw and more hay than anybody needs"
            )
        );
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{call}")).Document.QuerySelector(".turns") is not null,
            "the call is there"
        );

        var page = await owner.GetAsync($"/calls/{call}");
        Encoding.UTF8.GetByteCount(page.Text).ShouldBeLessThan(Part);
        Shown(page)[0].ShouldBe("turn-0");
        page.Document.QuerySelector(".turns > .earlier").ShouldBeNull();

        // With scripts one part after the other is put to the end; without, the link shows the next.
        var seen = Shown(page);
        for (var more = page.Document.QuerySelector(".turns > .later a"); more is not null && seen.Count < 1_000; )
        {
            var part = await owner.GetAsync(more.GetAttribute("hx-get")!);
            Encoding.UTF8.GetByteCount(part.Text).ShouldBeLessThan(Part);
            part.Document.QuerySelector(".earlier").ShouldBeNull();
            seen.AddRange(part.Document.QuerySelectorAll("li[id]").Select(x => x.Id!));
            more = part.Document.QuerySelector(".later a");
        }
        seen.ShouldBe(Enumerable.Range(0, seen.Count).Select(i => $"turn-{i}"));
        var next = await owner.GetAsync(page.Find(".turns > .later a").GetAttribute("href")!.Split('#')[0]);
        Shown(next)[0].ShouldBe($"turn-{Shown(page).Count}");
        Shown(await owner.GetAsync(next.Find(".turns > .earlier a").GetAttribute("href")!.Split('#')[0])).ShouldBe(Shown(page));

        // What is found is among the turns that are sent, and so is the second that is asked for.
        var hit = (await owner.GetAsync("/calls?q=needle")).Find($"tr[id={call}] a.hit").GetAttribute("href")!;
        hit.ShouldEndWith("#turn-4321");
        foreach (var address in new[] { hit.Split('#')[0], $"/calls/{call}?q=needle", $"/calls/{call}?t=4321", $"/calls/{call}?turn=4321" })
        {
            var there = await owner.GetAsync(address);
            Encoding.UTF8.GetByteCount(there.Text).ShouldBeLessThan(Part, address);
            Shown(there).ShouldContain("turn-4321", address);
            there.Find(".turns").HasAttribute("data-parts").ShouldBeTrue();
        }
        Shown(await owner.GetAsync($"/calls/{call}?t=4999"))[^1].ShouldBe("turn-4999");
        foreach (var odd in new[] { "from=-1", "from=999999", "before=0", "before=999999", "turn=-5", "turn=x", "from=4999", "t=1e300" })
            (await owner.GetAsync($"/calls/{call}?{odd}")).Status.ShouldBe(HttpStatusCode.OK, odd);
    }

    /// <summary>
    /// Beside a list of the same calls without a search: what a search reads grows with what it finds, not with all that was said.
    /// </summary>
    [Fact]
    public async Task finds_a_phrase_among_twenty_of_half_an_hour_about_as_fast_as_it_lists_them()
    {
        var (owner, agent) = await OwnerAsync();
        using var _ = owner;
        string[] words =
        [
            "cleaning",
            "crown",
            "invoice",
            "opening",
            "hours",
            "parking",
            "insurance",
            "tuesday",
            "dentist",
            "and",
            "the",
            "with",
        ];
        string Said(int i) =>
            i == 170
                ? "we could meet next thursday afternoon then"
                : string.Join(' ', Enumerable.Range(0, 14).Select(n => words[(i * 31 + n * 17 + i * n) % words.Length]));
        for (var i = 0; i < 20; i++)
            await site.PostSignedAsync(Told(agent, $"call_{Guid.NewGuid():N}", 340, 5, Said));
        const string phrase = "/calls?q=%22thursday%20afternoon%22";
        await AppFixture.Eventually(
            async () => (await owner.GetAsync(phrase)).Document.QuerySelectorAll("tr[id] a.hit").Length == 20,
            "all are heard, and each shows its line"
        );

        var (bare, sought) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < 9; round++)
        {
            bare.Add(await TimedAsync(owner, "/calls"));
            sought.Add(await TimedAsync(owner, phrase));
        }
        var (list, search) = (Median(bare), Median(sought));
        TestContext.Current.SendDiagnosticMessage(
            FormattableString.Invariant($"list {list.TotalMilliseconds:0} ms, phrase {search.TotalMilliseconds:0} ms")
        );
        (search / list).ShouldBeLessThan(
            15,
            FormattableString.Invariant($"list {list.TotalMilliseconds:0} ms, phrase {search.TotalMilliseconds:0} ms")
        );
    }

    static async Task<TimeSpan> TimedAsync(BrowserSession owner, string address)
    {
        var watch = Stopwatch.GetTimestamp();
        (await owner.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK);
        return Stopwatch.GetElapsedTime(watch);
    }

    static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
