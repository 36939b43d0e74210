using System.Net;
using System.Net.Http.Headers;
using Shouldly;
using Switchhook.Calls;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Scenarios;

public class Playing_a_recording(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    [Fact]
    public async Task gives_the_whole_sound_to_the_owner_and_to_no_cache()
    {
        var sound = await AskAsync();
        sound.Status.ShouldBe(HttpStatusCode.OK);
        sound.Headers["Content-Type"].ShouldStartWith("audio/");
        sound.Headers["Accept-Ranges"].ShouldBe("bytes");
        sound.Headers["Cache-Control"].ShouldBe("no-store, private");
        sound.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        sound.Text.ShouldStartWith("RIFF");
        sound.Headers.ShouldNotContainKey("Content-Disposition");
    }

    [Fact]
    public async Task gives_the_part_that_a_player_asks_for()
    {
        var length = await LengthAsync();
        var part = await AskAsync(new RangeHeaderValue(0, 3));
        part.Status.ShouldBe(HttpStatusCode.PartialContent);
        part.Headers["Content-Range"].ShouldBe($"bytes 0-3/{length}");
        part.Headers["Content-Length"].ShouldBe("4");
        part.Text.ShouldBe("RIFF");

        var tail = await AskAsync(new RangeHeaderValue(length - 10, null));
        tail.Status.ShouldBe(HttpStatusCode.PartialContent);
        tail.Headers["Content-Range"].ShouldBe($"bytes {length - 10}-{length - 1}/{length}");

        var last = await AskAsync(new RangeHeaderValue(null, 5));
        last.Headers["Content-Range"].ShouldBe($"bytes {length - 5}-{length - 1}/{length}");
    }

    [Fact]
    public async Task refuses_a_part_beyond_the_end()
    {
        var beyond = await AskAsync(new RangeHeaderValue(await LengthAsync() + 1, null));
        beyond.Status.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        beyond.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task tells_the_length_without_the_sound()
    {
        var head = await AskAsync(method: HttpMethod.Head);
        head.Status.ShouldBe(HttpStatusCode.OK);
        head.Text.ShouldBeEmpty();
        long.Parse(head.Headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(await LengthAsync());
    }

    [Fact]
    public async Task offers_it_as_a_file_when_asked_to() =>
        (await AskAsync(more: "?download")).Headers["Content-Disposition"].ShouldBe("attachment; filename=\"recording.wav\"");

    [Fact]
    public async Task gives_others_nothing_of_it_whole_or_in_part()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        foreach (var range in new[] { null, new RangeHeaderValue(0, 3) })
            (await AskAsync(range, method, visitor: them.Bob)).Status.ShouldBe(HttpStatusCode.NotFound);
        using var stranger = site.Anonymous();
        (await AskAsync(visitor: stranger)).Location!.OriginalString.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task never_tells_the_browser_where_retell_keeps_it()
    {
        var answer = await AskAsync();
        answer.Headers.Values.ShouldAllBe(x => !x.Contains("sandbox", StringComparison.Ordinal));
        (await them.Ana.GetAsync($"/calls/{them.Call}")).Text.ShouldNotContain("/sandbox/retell");
    }

    [Fact]
    public async Task is_recorded_once_however_many_pieces_are_fetched()
    {
        foreach (var from in new[] { 0, 10, 20 })
            (await AskAsync(new RangeHeaderValue(from, from + 5))).Status.ShouldBe(HttpStatusCode.PartialContent);
        await AskAsync(method: HttpMethod.Head);
        await AskAsync(visitor: them.Bob);
        await using var reading = site.Reading(them.Tenant);
        var story = await reading.Events.FetchStreamAsync(Call.Key(them.Call));
        story.Where(x => x.Data is RecordingPlayed { AsFile: false }).ShouldHaveSingleItem().UserName.ShouldBe(them.Tenant);
        (await them.Ana.GetAsync($"/calls/{them.Call}?tab=timeline")).Words.ShouldContain("Recording played");
    }

    [Fact]
    public async Task asks_retell_for_an_address_that_works_when_the_known_one_does_not()
    {
        await MoveAsync("/sandbox/retell/recordings/gone.wav");
        var sound = await AskAsync();
        sound.Status.ShouldBe(HttpStatusCode.OK);
        sound.Text.ShouldStartWith("RIFF");
    }

    [Theory, InlineData("http://169.254.169.254/latest"), InlineData("file:///etc/passwd"), InlineData("https://example.com/x.wav")]
    [
        InlineData("/sandbox/retell/recordings/../../../openapi/v1.json"),
        InlineData("/sandbox/retell/recordings/%2e%2e/%2e%2e/openapi/v1.json"),
        InlineData("/sandbox/retell/../../sign-in")
    ]
    [InlineData("/sandbox/retell/recordings/..\\..\\openapi/v1.json")]
    public async Task fetches_from_retells_hosts_alone_whatever_a_delivery_says(string elsewhere)
    {
        await MoveAsync(elsewhere);
        (await AskAsync()).Text.ShouldStartWith("RIFF", customMessage: "the address that Retell itself tells is used");
    }

    [Fact]
    public async Task is_not_offered_where_its_host_is_not_allowed_and_the_operator_is_told_once()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        var calls = Enumerable.Range(0, 3).Select(_ => $"call_{Guid.CreateVersion7():n}").ToList();
        foreach (var call in calls)
            await site.PostSignedAsync(
                $$$"""{"event":"call_ended","call":{"call_id":"{{{call}}}","agent_id":"{{{agent}}}","call_type":"phone_call","end_timestamp":1764000060000,"recording_url":"https://d0000000000000.cloudfront.net/0123/recording.wav"}}"""
            );
        foreach (var call in calls)
        {
            await AppFixture.Eventually(
                async () => (await owner.GetAsync($"/calls/{call}")).Status == HttpStatusCode.OK,
                "the call is there"
            );
            var page = await owner.GetAsync($"/calls/{call}");
            page.Words.ShouldContain("This recording can’t be played here: it is kept at d0000000000000.cloudfront.net");
            page.Document.QuerySelector("audio").ShouldBeNull();
        }
        site.Log.All.Where(x => x.StartsWith("Warning", StringComparison.Ordinal) && x.Contains("d0000000000000"))
            .ShouldHaveSingleItem()
            .ShouldContain("Retell__RecordingHosts");
        site.Log.All.ShouldAllBe(x => !x.Contains("/0123/recording.wav"));
        (await them.Ana.GetAsync("/health/ready")).Text.ShouldContain("Recordings kept at d0000000000000.cloudfront.net are not played");
    }

    [Fact]
    public async Task tells_the_operator_of_no_host_that_only_an_owner_has_signed()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        var call = $"call_{Guid.CreateVersion7():n}";
        (
            await account.DeliverAsync(
                site,
                account.WebhookKey,
                call,
                @event: "call_ended",
                more: new() { ["recording_url"] = "https://made-up.example/recording.wav" }
            )
        ).ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{call}")).Words.Contains("it is kept at made-up.example", StringComparison.Ordinal),
            "the page says it"
        );
        (await owner.GetAsync("/health/ready")).Text.ShouldNotContain("made-up.example");
        site.Log.All.ShouldAllBe(x => !x.Contains("made-up.example"));
    }

    [Fact]
    public async Task is_not_found_once_retell_has_it_no_more_and_the_page_stays()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var home = await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        var call = home.Path["/?playing=".Length..];
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{call}/recording")).Status == HttpStatusCode.OK,
            "the recording is there"
        );
        var retell = site.Get<RetellSettings>();
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"{retell.BaseUrl}/v2/delete-call/{call}")
        {
            Headers = { Authorization = new("Bearer", retell.ApiKey) },
        };
        using var http = new HttpClient();
        (await http.SendAsync(delete)).EnsureSuccessStatusCode();
        (await owner.GetAsync($"/calls/{call}/recording")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.GetAsync($"/calls/{call}")).Words.ShouldContain("Retell no longer has it");
    }

    /// <summary>As if Retell had told another address.</summary>
    async Task MoveAsync(string address)
    {
        await using var move = site.Database("worker")
            .CreateCommand(
                "update calls.mt_doc_calldetails set data = jsonb_set(data, '{RecordingUrl}', to_jsonb($1::text)) where id = $2"
            );
        move.Parameters.AddWithValue(
            address.StartsWith('/')
                ? site.Get<RetellSettings>().BaseUrl.Replace("/sandbox/retell", address, StringComparison.Ordinal)
                : address
        );
        move.Parameters.AddWithValue(Call.Key(them.Call));
        (await move.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    async Task<long> LengthAsync() =>
        long.Parse((await AskAsync()).Headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture);

    Task<Answer> AskAsync(RangeHeaderValue? range = null, HttpMethod? method = null, string more = "", BrowserSession? visitor = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/calls/{them.Call}/recording{more}");
        request.Headers.Range = range;
        return (visitor ?? them.Ana).SendAsync(request);
    }
}
