using System.Text.Json;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Calls;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Each_sample_of_retells
{
    public static TheoryData<string, string, Type[]> Samples() =>
        new()
        {
            { "call_started.phone", DeliveryStatus.Accepted, [typeof(CallStarted)] },
            { "call_ended.phone", DeliveryStatus.Accepted, [typeof(CallEnded)] },
            { "call_ended.not_connected", DeliveryStatus.Accepted, [typeof(CallEnded)] },
            { "call_analyzed.phone", DeliveryStatus.Accepted, [typeof(CallAnalyzed)] },
            { "call_analyzed.web", DeliveryStatus.Accepted, [typeof(CallAnalyzed)] },
            { "transcript_updated", DeliveryStatus.Accepted, [typeof(CallStarted)] },
            { "transfer_started", DeliveryStatus.Accepted, [typeof(CallStarted), typeof(CallTransferred)] },
            { "chat_analyzed", DeliveryStatus.Ignored, [] },
            { "inbound_call_webhook.request", DeliveryStatus.Ignored, [] },
            { "inbound_call_webhook.response", DeliveryStatus.Malformed, [] },
            { "custom_function.request", DeliveryStatus.Malformed, [] },
        };

    [Theory, MemberData(nameof(Samples))]
    public void is_stored_with_its_status_and_yields_its_events(string sample, string verdict, Type[] events)
    {
        var body = Given.Sample(sample);
        new Delivery(Guid.Empty, Given.Now, Given.Now, body, Signer.Platform).InitialStatus.ShouldBe(verdict);
        (Payload.Read(body) is { } told ? DecidedCall.Of(told).Story : []).Select(x => x.GetType()).ShouldBe(events);
    }

    public static TheoryData<string> Understood() => [.. Samples().Where(x => x.Data.Item3.Length > 0).Select(x => x.Data.Item1)];

    [Theory, MemberData(nameof(Understood))]
    public void says_nothing_new_the_second_time(string sample)
    {
        var once = DecidedCall.Of(Given.Told(sample));
        CallDecider.Decide(Given.Told(sample), once.Call).ShouldBeEmpty();
    }

    [Fact]
    public void is_among_these() =>
        Samples()
            .Select(x => x.Data.Item1)
            .Order()
            .ShouldBe(Directory.GetFiles(Given.Samples).Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void of_a_start_says_who_called_whom_and_when()
    {
        var page = DecidedCall.Of(Given.Told("call_started.phone")).Page;
        page.Parties.ShouldBe(
            new Parties(
                "agent_1ffdb9717444d0e77346838911",
                3,
                "Acme Dental - Front desk",
                Web: false,
                "inbound",
                "+14155550142",
                "+14157774444",
                Simulated: false
            )
        );
        page.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1764000000123));
        page.InProgress.ShouldBeTrue();
        page.Outcome.ShouldBe("in_call");
    }

    [Fact]
    public void of_an_end_says_how_long_it_took_what_was_said_and_what_it_cost()
    {
        var page = DecidedCall.Of(Given.Told("call_ended.phone")).Page;
        page.Milliseconds.ShouldBe(42333);
        page.Ending!.Label.ShouldBe("Agent hung up");
        page.Ending.NeverConnected.ShouldBeFalse();
        page.Transcript.Select(x => x.Role).ShouldBe(["agent", "user", "tool", "agent", "tool"]);
        page.Transcript[1].Text.ShouldBe("Hi, this is José García, I'd like a cleaning next week.");
        page.Transcript[1].Start.ShouldBe(4.1);
        page.Transcript[2]
            .Tool.ShouldBe(new ToolCall("book_slot", """{"day":"2025-11-25","time":"10:00"}""", """{"ok":true,"ref":"B-1007"}""", true));
        page.Transcript[4].Tool.ShouldBe(new ToolCall("end_call", "{}", null, null));
        page.RecordingUrl.ShouldStartWith("https://dxc03zgurdly9.cloudfront.net/");
        page.ResponseMilliseconds.ShouldBe(812);
        page.Cost!.Cents.ShouldBe(9.318m);
        page.Cost.Items.ShouldBe([
            new("gpt_4_1", 3.225m),
            new("retell_platform_tts", 1.075m),
            new("retell_voice_engine", 3.943m),
            new("us_telephony", 1.075m),
        ]);
        page.Outcome.ShouldBe("booked");
        DecidedCall.Of(Given.Told("call_ended.phone")).Row.CostCents.ShouldBe(9.318m);
    }

    [Fact]
    public void of_an_analysis_says_what_was_understood_with_the_type_of_each_answer()
    {
        var page = DecidedCall.Of(Given.Told("call_analyzed.phone")).Page;
        var analysis = page.Analysis!;
        analysis.Summary.ShouldBe("José García booked a cleaning for Tuesday at 10:00 and was given reference B-1007.");
        (analysis.Sentiment, analysis.Successful, analysis.InVoicemail).ShouldBe(("Positive", true, false));
        analysis.Fields.ShouldBe([
            new("caller_name", "text", "José García"),
            new("callback_number", "text", "+14155550142"),
            new("is_lead", "yes-no", "true"),
            new("lead_intent", "text", "book_appointment"),
            new("urgency", "number", "2"),
        ]);
        page.Outcome.ShouldBe("booked");
        page.Over.ShouldBeTrue();
        page.Milliseconds.ShouldBe(42333);
    }

    [Fact]
    public void of_a_web_call_has_no_numbers_and_its_access_token_goes_nowhere()
    {
        var heard = DecidedCall.Of(Given.Told("call_analyzed.web"));
        heard.Page.Parties.ShouldBe(
            new Parties("agent_1ffdb9717444d0e77346838911", 3, "Acme Dental - Front desk", Web: true, null, null, null, Simulated: false)
        );
        heard.Page.Outcome.ShouldBe("hung_up");
        heard.Page.ResponseMilliseconds.ShouldBeNull();
        heard.Page.Cost!.Items.ShouldBeEmpty();
        JsonSerializer.Serialize(heard.Story).ShouldNotContain("secret");
        heard.Shown.ShouldNotContain("secret");
    }

    [Fact]
    public void of_a_call_that_never_connected_is_over_without_having_started()
    {
        var page = DecidedCall.Of(Given.Told("call_ended.not_connected")).Page;
        (page.StartedAt, page.Over, page.Outcome, page.Ending!.NeverConnected).ShouldBe((null, true, "missed", true));
        page.At.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1764000200000));
        page.Milliseconds.ShouldBeNull();
        page.Parties!.Caller.ShouldBe("+14155550142");
    }

    [Fact]
    public void of_words_as_they_are_said_tells_them_and_puts_none_into_the_stream()
    {
        var told = Given.Told("transcript_updated");
        told.Transcript!.Single().Words.Select(x => x.Text).ShouldBe(["Thanks", "for", "calling"]);
        DecidedCall.Of(told).Story.OfType<CallStarted>().Single().Transcript.ShouldBeNull();
        DecidedCall.Of(told).Page.InProgress.ShouldBeTrue();
    }

    [Fact]
    public void of_a_transfer_tells_where_to() =>
        DecidedCall.Of(Given.Told("transfer_started")).Story.OfType<CallTransferred>().ShouldBe([new("started", "+12137771235")]);
}
