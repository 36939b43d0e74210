using System.Net;
using System.Net.Http.Headers;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Playing_a_recording(House house, Neighbours them) : IClassFixture<Neighbours>
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
        using var stranger = house.Stranger();
        (await AskAsync(visitor: stranger)).Location!.OriginalString.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task never_tells_the_browser_where_retell_keeps_it()
    {
        var answer = await AskAsync();
        answer.Headers.Values.ShouldAllBe(x => !x.Contains("sandbox", StringComparison.Ordinal));
        (await them.Ana.GetAsync($"/calls/{them.Call}")).Text.ShouldNotContain("/sandbox/retell");
    }

    async Task<long> LengthAsync() => long.Parse((await AskAsync()).Headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture);

    Task<Answer> AskAsync(RangeHeaderValue? range = null, HttpMethod? method = null, string more = "", Visitor? visitor = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/calls/{them.Call}/recording{more}");
        request.Headers.Range = range;
        return (visitor ?? them.Ana).SendAsync(request);
    }
}
