using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Calls;
using Switchhook.Calls.Details;
using Switchhook.Calls.Ingestion;
using Switchhook.Calls.List;
using Xunit;

namespace Switchhook.Specs.Calls;

public class A_body
{
    static Payload? Read(string json) => Payload.Read(Given.Body(json));

    static CallDetails Page(string json) => DecidedCall.Of(Read(json)!).Page;

    static string FirstVerdict(string json) =>
        new Delivery(Guid.Empty, Given.Now, Given.Now, Given.Body(json), Signer.Platform).InitialStatus;

    [Theory]
    [InlineData(@"nul \u0000 here", "nul \uFFFD here")]
    [InlineData(@"high \ud83d alone", "high \uFFFD alone")]
    [InlineData(@"low \ude00 alone", "low \uFFFD alone")]
    [InlineData(@"wrong way round \ude00\ud83d", "wrong way round \uFFFD\uFFFD")]
    [InlineData(@"two highs \ud83d\ud83d\ude00", "two highs \uFFFD😀")]
    [InlineData(@"at the end \ud83d", "at the end \uFFFD")]
    [InlineData(@"a pair \ud83d\ude00 and \uD83D\uDE00", "a pair 😀 and 😀")]
    [InlineData(@"written out \\u0000 and \\ud83d", @"written out \u0000 and \ud83d")]
    [InlineData(@"after a backslash \\\u0000", "after a backslash \\\uFFFD")]
    [InlineData("José 😀 日本", "José 😀 日本")]
    public void keeps_its_words_though_no_database_could(string said, string read)
    {
        var page = Page(
            $$$"""{"event":"call_ended","call":{"call_id":"call_1","transcript_object":[{"role":"user","content":"{{{said}}}"}]}}"""
        );
        page.Transcript.Single().Text.ShouldBe(read);
    }

    [Fact]
    public void may_hold_such_words_anywhere()
    {
        var page = Page(
            """{"event":"call_analyzed","call":{"call_id":"call_1","agent_id":"agent_1","agent_name":"\u0000","from_number":"\ud800","disconnection_reason":"\udfff","call_analysis":{"call_summary":"\u0000\ud800","custom_analysis_data":{"\u0000":"\ud800","lead_intent":"\udc00"}}}}"""
        );
        page.Parties!.AgentName.ShouldBe("\uFFFD");
        page.Ending!.Reason.ShouldBe("\uFFFD");
        page.Analysis!.Summary.ShouldBe("\uFFFD\uFFFD");
        page.Analysis.Fields[0].ShouldBe(new("\uFFFD", "text", "\uFFFD"));
    }

    [Fact]
    public void may_begin_with_a_byte_order_mark_or_hold_bytes_that_are_no_text()
    {
        var marked = (byte[])[0xEF, 0xBB, 0xBF, .. Given.Sample("call_started.phone")];
        Payload.Read(marked)!.Event.ShouldBe("call_started");
        var broken = (byte[])
            [.. Given.Body("""{"event":"call_ended","call":{"call_id":"call_1","transcript":"User: """), 0xFF, .. Given.Body(""" "}}""")];
        Payload.Read(broken)!.Transcript!.Single().Text.ShouldBe("\uFFFD");
    }

    [Theory]
    [InlineData("1764000000123", "2025-11-24T16:00:00.123Z")]
    [InlineData("\"1764000000123\"", "2025-11-24T16:00:00.123Z")]
    [InlineData("1764000000", "2025-11-24T16:00:00.000Z")]
    [InlineData("\"1764000000.5\"", "2025-11-24T16:00:00.500Z")]
    [InlineData("1.764e12", "2025-11-24T16:00:00.000Z")]
    [InlineData("\"2025-11-24T16:00:00Z\"", "2025-11-24T16:00:00.000Z")]
    [InlineData("\"2025-11-24T17:00:00.25+01:00\"", "2025-11-24T16:00:00.250Z")]
    [InlineData("\"2025-11-24T16:00:00\"", "2025-11-24T16:00:00.000Z")]
    [InlineData("\"2025-11-24 16:00:00\"", "2025-11-24T16:00:00.000Z")]
    [InlineData("\"yesterday\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("true", null)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("253402300800000", null)]
    [InlineData("\"0001-01-01T00:00:00Z\"", null)]
    public void tells_a_time_however_it_is_written(string written, string? at)
    {
        var told = Read(
            $$$"""{"event":"call_ended","call":{"call_id":"call_1","start_timestamp":{{{written}}},"end_timestamp":{{{written}}}}}"""
        )!;
        (told.StartedAt is { } start ? CallText.Iso(start) : null).ShouldBe(at);
        (told.Ending?.At is { } end ? CallText.Iso(end) : null).ShouldBe(at);
    }

    [Fact]
    public void tells_a_length_in_quotation_marks() =>
        Read("""{"event":"call_ended","call":{"call_id":"call_1","duration_ms":"61000","call_cost":{"combined_cost":"12.5"}}}""")!
            .ShouldSatisfyAllConditions(x => x.Ending!.Milliseconds.ShouldBe(61_000), x => x.Cost!.Cents.ShouldBe(12.5m));

    [Theory, InlineData("79000000000000000000000000000"), InlineData("1e300"), InlineData("-79000000000000000000000000000")]
    public void tells_no_cost_that_is_none(string cents) =>
        Read($$$"""{"event":"call_ended","call":{"call_id":"call_1","call_cost":{"combined_cost":{{{cents}}} } }}""")!.Cost.ShouldBeNull();

    /// <summary>Every text of a body, as long as anybody makes it: what is kept of it fits an index, a page and a mail.</summary>
    [Theory]
    [
        InlineData("from_number", 256),
        InlineData("to_number", 256),
        InlineData("agent_name", 256),
        InlineData("direction", 128),
        InlineData("disconnection_reason", 128)
    ]
    [
        InlineData("call_status", 128),
        InlineData("recording_url", 4_096),
        InlineData("scrubbed_recording_url", 4_096),
        InlineData("agent_id", 128)
    ]
    public void keeps_so_much_of_a_text_and_no_more(string name, int longest)
    {
        var told = Read($$$"""{"event":"call_ended","call":{"call_id":"call_1","{{{name}}}":"{{{new string('x', 100_000)}}}"}}""")!;
        var kept = new[]
        {
            told.Parties?.From,
            told.Parties?.To,
            told.Parties?.AgentName,
            told.Parties?.Direction,
            told.Parties?.RetellAgentId,
            told.Ending?.Reason,
            told.Ending?.Status,
            told.RecordingUrl,
        };
        kept.Sum(x => x?.Length ?? 0).ShouldBe(longest);
        Page($$$"""{"event":"call_ended","call":{"call_id":"call_1","{{{name}}}":"  "}}""")
            .ShouldSatisfyAllConditions(x => x.Parties.ShouldBeNull(), x => x.Ending.ShouldBeNull(), x => x.RecordingUrl.ShouldBeNull());
    }

    [Fact]
    public void keeps_so_much_of_its_analysis_and_no_more()
    {
        var (text, fields) = (new string('x', 100_000), string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"{i}\":1")));
        var analysis = Read(
            $$$$"""{"event":"call_analyzed","call":{"call_id":"call_1","call_analysis":{"call_summary":"{{{{text}}}}","user_sentiment":"{{{{text}}}}","custom_analysis_data":{"{{{{text}}}}":"{{{{text}}}}",{{{{fields}}}} } } }}"""
        )!.Analysis!;
        (
            analysis.Summary.Length,
            analysis.Sentiment.Length,
            analysis.Fields[0].Name.Length,
            analysis.Fields[0].Value.Length,
            analysis.Fields.Count
        ).ShouldBe((20_000, 128, 128, 20_000, 200));
    }

    [
        Theory,
        InlineData("positive", "Positive"),
        InlineData(" NEGATIVE ", "Negative"),
        InlineData("", "Unknown"),
        InlineData("Elated", "Elated")
    ]
    public void tells_a_sentiment_as_it_is_filtered_by(string said, string sentiment) =>
        Read($$$"""{"event":"call_analyzed","call":{"call_id":"call_1","call_analysis":{"user_sentiment":"{{{said}}}"} }}""")!
            .Analysis!.Sentiment.ShouldBe(sentiment);

    [Fact]
    public void is_never_cut_within_a_character() =>
        Read($$$"""{"event":"call_ended","call":{"call_id":"call_1","from_number":"{{{new string('x', 255)}}}😀"}}""")!
            .Parties!.From!.Length.ShouldBe(255);

    [Fact]
    public void without_the_number_leaves_the_one_that_is_known()
    {
        const string known =
            """{"event":"call_started","call":{"call_id":"call_1","agent_id":"agent_1","agent_version":3,"call_type":"phone_call","direction":"inbound","from_number":"+14155550142","to_number":"+14157774444","start_timestamp":1764000000000}}""";
        const string ended =
            """{"event":"call_ended","call":{"call_id":"call_1","end_timestamp":1764000060000,"duration_ms":60000,"disconnection_reason":"user_hangup"}}""";
        const string less =
            """{"event":"call_analyzed","call":{"call_id":"call_1","agent_id":"agent_1","from_number":"","call_status":"ended","call_analysis":{"call_summary":"Hello"}}}""";
        var told = new[] { known, ended, less }.Select(x => Read(x)!).ToArray();
        foreach (var order in new int[][] { [0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1] })
            DecidedCall
                .Of(order.Select(i => told[i]))
                .Page.ShouldSatisfyAllConditions(
                    x => x.Caller.ShouldBe("+14155550142"),
                    x => x.Parties!.To.ShouldBe("+14157774444"),
                    x => x.Parties!.AgentVersion.ShouldBe(3),
                    x => x.Milliseconds.ShouldBe(60_000),
                    x => x.Ending!.Reason.ShouldBe("user_hangup"),
                    x => x.Analysis!.Summary.ShouldBe("Hello")
                );
    }

    [Fact]
    public void of_an_event_that_is_not_known_is_kept_and_nothing_follows()
    {
        const string json = """{"event":"call_pondered","call":{"call_id":"call_1","agent_id":"agent_1"}}""";
        FirstVerdict(json).ShouldBe(DeliveryStatus.Accepted);
        Read(json)!.Stage.ShouldBe(CallStage.Unheard);
        FirstVerdict("""{"event":"weather_changed","weather":{}}""").ShouldBe(DeliveryStatus.Ignored);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("""{"event":"call_started"}""")]
    [InlineData("""{"event":"call_started","call":null}""")]
    [InlineData("""{"event":"call_started","call":[]}""")]
    [InlineData("""{"event":"call_started","call":{}}""")]
    [InlineData("""{"event":"call_started","call":{"call_id":7}}""")]
    [InlineData("""{"event":"call_started","call":{"call_id":"../etc/passwd"}}""")]
    [InlineData("""{"event":"call_started","call":{"call_id":"call_\u0000"}}""")]
    [InlineData("""{"event":"call_started","call":{"call_id":"\ud800"}}""")]
    [InlineData("""{"event":["call_started"],"call":{"call_id":"call_1"}}""")]
    [InlineData("""{"call":{"call_id":"call_1"}}""")]
    public void that_tells_of_no_call_is_malformed_and_kept(string json) => FirstVerdict(json).ShouldBe(DeliveryStatus.Malformed);

    [Fact]
    public void nested_without_end_is_malformed_and_kept() => FirstVerdict(new string('[', 100_000)).ShouldBe(DeliveryStatus.Malformed);

    [Fact]
    public void may_hold_fields_that_nobody_knows()
    {
        var sample = JsonNode.Parse(Given.Sample("call_analyzed.phone"))!;
        (sample["event_timestamp"], sample["call"]!["tomorrow"]) = (1764000000001, new JsonObject { ["deep"] = new JsonArray(1, "two") });
        sample["call"]!["call_analysis"]!["mood_ring"] = "blue";
        DecidedCall.Of(Read(sample.ToJsonString())!).Shown.ShouldBe(DecidedCall.Of(Given.Told("call_analyzed.phone")).Shown);
    }

    [Theory]
    [InlineData("call_started"), InlineData("call_ended"), InlineData("call_analyzed")]
    public void may_lack_everything_but_event_and_call(string name)
    {
        var page = Page($$$"""{"event":"{{{name}}}","call":{"call_id":"call_1"}}""");
        (page.Parties, page.StartedAt, page.RecordingUrl, page.Cost, page.ResponseMilliseconds).ShouldBe((null, null, null, null, null));
        page.Over.ShouldBe(name != "call_started");
        page.Outcome.ShouldNotBeEmpty();
    }

    [Fact]
    public void with_an_empty_reason_ends_for_a_reason_not_known() =>
        Page("""{"event":"call_ended","call":{"call_id":"call_1","disconnection_reason":"","call_status":"ended"}}""")
            .Ending!.Label.ShouldBe("Not known");

    [Fact]
    public void without_times_gives_the_plain_transcript_and_invents_none()
    {
        var turns = Read(
            """{"event":"call_ended","call":{"call_id":"call_1","transcript":"Agent: Hello.\nUser: Hi: it's me.\nand so on\n"}}"""
        )!.Transcript!;
        turns
            .Select(x => (x.Role, x.Text, x.Start))
            .ShouldBe([("agent", "Hello.", null), ("user", "Hi: it's me.", null), ("agent", "and so on", null)]);
    }

    [Theory]
    [InlineData("1764000000123", "\"1764000042456\"")]
    [InlineData("\"2025-11-24T16:00:00.123Z\"", "\"2025-11-24T16:00:42.456Z\"")]
    [InlineData("\"2025-11-24T17:00:00.123+01:00\"", "1764000042.456")]
    [InlineData("\"1764000000123\"", "1764000042456")]
    public void says_when_in_whatever_form(string start, string end)
    {
        var page = Page(
            $$$"""{"event":"call_ended","call":{"call_id":"call_1","start_timestamp":{{{start}}},"end_timestamp":{{{end}}}}}"""
        );
        page.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1764000000123));
        page.Milliseconds.ShouldBe(42333);
    }

    [Theory, InlineData("-1"), InlineData("1e308"), InlineData("\"soon\""), InlineData("null")]
    public void with_an_impossible_time_has_none(string time)
    {
        var turn = Page(
            $$$"""{"event":"call_ended","call":{"call_id":"call_1","transcript_object":[{"role":"user","content":"Hi","words":[{"word":"Hi","start":{{{time}}},"end":1}]}]}}"""
        )
            .Transcript.Single();
        (turn.Start, turn.Words.Count).ShouldBe((null, 0));
    }

    [Theory, InlineData("{\"day\":\"\\ud800\"}"), InlineData("{\"\\ud800\":1}"), InlineData("[\"\\ud800\"]")]
    public void may_hold_a_tools_arguments_with_half_a_character(string arguments) =>
        ToolCallText.Of(new("book", arguments, null, null)).ShouldNotBeEmpty();

    [Theory]
    [InlineData(
        """{"event":"call_started","event":"call_ended","call":{"call_id":"a","agent_id":"y"},"call":{"call_id":"b","call_id":"c","agent_id":"x"}}""",
        "call_ended",
        "c",
        "x"
    )]
    [InlineData("""{"event":"call_ended","call":{"call_id":"a"},"call":7}""", "call_ended", null, null)]
    [InlineData("""{"\u0065vent":"call_ended","c\u0061ll":{"call_id":"c","agent_id":null}}""", "call_ended", "c", null)]
    [InlineData("""{"\ud800":1,"event":"call_ended","call":{"\udc00":[{"call_id":"d"}],"call_id":"c"}}""", "call_ended", "c", null)]
    [InlineData("""{"event":{"event":"call_ended"},"call":[{"call_id":"c"}]}""", null, null, null)]
    [InlineData("""{"event":"call_ended","call":{"call_id":"\ud800","agent_id":"two words"}}""", "call_ended", null, null)]
    [InlineData("""{"event":"call_ended","call":{"call_id":"c"}} more""", null, null, null)]
    [InlineData("""{"event":"call_ended","call":{"call_id":"c"}""", null, null, null)]
    [InlineData("""["event"]""", null, null, null)]
    [InlineData("", null, null, null)]
    public void says_what_it_is_by_the_last_of_what_it_says_and_only_when_it_is_whole(
        string json,
        string? name,
        string? call,
        string? agent
    ) => DeliveryEnvelope.Read(Given.Body(json)).ShouldBe(new(name, call, agent));

    [Fact]
    public void full_of_half_characters_is_not_read_on()
    {
        var whole = """ "event":"call_ended","call":{"call_id":"c"}} """;
        DeliveryEnvelope.Read(Given.Body("{" + string.Concat(Enumerable.Repeat(""" "\ud800":0, """, 4)) + whole)).CallId.ShouldBe("c");
        DeliveryEnvelope.Read(Given.Body("{" + string.Concat(Enumerable.Repeat(""" "\ud800":0, """, 5)) + whole)).CallId.ShouldBeNull();
    }

    [Fact]
    public void damaged_anyhow_is_read_or_refused_and_never_a_fault()
    {
        const int seed = 20261124;
        var damage = new JsonMutator(seed);
        foreach (var file in Directory.GetFiles(Given.Samples))
            for (var i = 0; i < 500; i++)
            {
                var body = damage.Of(File.ReadAllBytes(file));
                var delivery = new Delivery(Guid.Empty, Given.Now, Given.Now, body, Signer.Platform);
                if (delivery.InitialStatus != DeliveryStatus.Accepted)
                    continue;
                Payload
                    .Read(body)!
                    .ShouldSatisfyAllConditions(
                        x => x.Event.ShouldBe(delivery.Envelope.Event),
                        x => x.CallId.ShouldBe(delivery.Envelope.CallId)
                    );
                Should.NotThrow(
                    () => DecidedCall.Of(Payload.Read(body)!) is { Shown.Length: > 0, Timeline.Count: >= 0 },
                    $"seed {seed}, {Path.GetFileName(file)} number {i}: {System.Text.Encoding.UTF8.GetString(body)}"
                );
            }
    }
}
