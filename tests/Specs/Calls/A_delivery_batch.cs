using System.Text;
using Shouldly;
using Switchhook.Calls;
using Switchhook.Calls.Ingestion;
using Switchhook.Calls.LiveTranscripts;
using Xunit;

namespace Switchhook.Specs.Calls;

/// <summary>What the waiting deliveries of one call add to its story.</summary>
public class A_delivery_batch
{
    static WaitingDelivery Delivered(string json, int second = 0, string name = "call_started") =>
        new(
            Guid.CreateVersion7(),
            name,
            "call_1",
            0,
            Given.Now,
            Given.Now.AddSeconds(second),
            CompressedBody.Of(Encoding.UTF8.GetBytes(json)),
            Encoding.UTF8.GetByteCount(json),
            "tenant",
            "Front desk",
            null
        );

    static WaitingDelivery Told(string name, string more = "", int second = 0) =>
        Delivered($$$"""{"event":"{{{name}}}","call":{"call_id":"call_1","agent_id":"agent_1"{{{more}}}}}""", second, name);

    static DeliveryBatch Of(params WaitingDelivery[] waiting)
    {
        var chapter = new DeliveryBatch(new("tenant", "call_1"), new(null, 0));
        chapter.Interpret(waiting);
        return chapter;
    }

    [Fact]
    public void tells_all_of_them_in_turn_and_by_which_each_event_came_about()
    {
        WaitingDelivery[] all =
        [
            Told("call_started"),
            Told("call_ended"),
            Told("call_ended"),
            Told("call_analyzed", ""","call_analysis":{"call_summary":"Hello"}"""),
        ];
        var chapter = Of(all);
        chapter
            .Events.Select(x => (x.Event.GetType(), x.DeliveryId))
            .ShouldBe([(typeof(CallStarted), all[0].Id), (typeof(CallEnded), all[1].Id), (typeof(CallAnalyzed), all[3].Id)]);
        chapter
            .Interpreted.Select(x => (x.Id, x.Status, x.Reason))
            .ShouldBe([
                (all[0].Id, DeliveryStatus.Applied, ""),
                (all[1].Id, DeliveryStatus.Applied, ""),
                (all[2].Id, DeliveryStatus.Applied, "Nothing new"),
                (all[3].Id, DeliveryStatus.Applied, ""),
            ]);
        chapter.Notices.Single().Summary.ShouldBe("Hello");
        chapter.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void is_the_same_whether_they_come_at_once_or_one_by_one()
    {
        WaitingDelivery[] all = [Told("call_ended", ""","duration_ms":1000"""), Told("call_started"), Told("call_analyzed")];
        var (together, call, events) = (Of(all), (Call?)null, new List<object>());
        foreach (var one in all)
        {
            var chapter = new DeliveryBatch(new("tenant", "call_1"), new(call, events.Count));
            chapter.Interpret([one]);
            events.AddRange(chapter.Events.Select(x => x.Event));
            foreach (var (e, _) in chapter.Events)
                call = (call ?? new Call()).WithEvent(e);
        }
        together.Events.Select(x => x.Event.ToString()).ShouldBe(events.Select(x => x.ToString()));
    }

    [Fact]
    public void sets_aside_what_takes_too_long_and_keeps_nothing_of_it()
    {
        WaitingDelivery[] all = [Told("call_started"), Told("call_ended", ""","transcript":"User: Hello" """), Told("call_analyzed")];
        var chapter = new DeliveryBatch(new("tenant", "call_1"), new(null, 0));
        var heard = 0;
        chapter.Interpret(
            all,
            () =>
            {
                var budget = new CancellationTokenSource();
                if (++heard == 2)
                    budget.Cancel();
                return budget;
            }
        );
        chapter.Interpreted.Select(x => x.Status).ShouldBe([DeliveryStatus.Applied, DeliveryStatus.TooCostly, DeliveryStatus.Applied]);
        chapter.Events.Select(x => x.Event.GetType()).ShouldBe([typeof(CallStarted), typeof(CallAnalyzed)]);
    }

    [Fact]
    public void stops_reading_a_long_conversation_when_its_time_is_up()
    {
        using var spent = new CancellationTokenSource();
        spent.Cancel();
        var lines = string.Join(',', Enumerable.Repeat("""{"role":"user","content":"Hello"}""", 10_000));
        Should.Throw<OperationCanceledException>(() =>
            Payload.Read(
                Encoding.UTF8.GetBytes($$$"""{"event":"call_ended","call":{"call_id":"call_1","transcript_object":[{{{lines}}}]}}"""),
                spent.Token
            )
        );
    }

    [Fact]
    public void is_reported_without_the_places_of_its_answers_when_finding_them_takes_too_long()
    {
        var budgets = 0;
        var chapter = new DeliveryBatch(new("tenant", "call_1"), new(null, 0));
        chapter.Interpret(
            [
                Told(
                    "call_analyzed",
                    ""","transcript_object":[{"role":"user","content":"I am Maria Lopez","words":[{"word":"I","start":1,"end":2}]}],"call_analysis":{"custom_analysis_data":{"caller_name":"Maria Lopez"}}"""
                ),
            ],
            () =>
            {
                var budget = new CancellationTokenSource();
                if (++budgets == 2)
                    budget.Cancel();
                return budget;
            }
        );
        chapter.Interpreted.Single().Status.ShouldBe(DeliveryStatus.Applied);
        chapter.Notices.Single().HeardAt.ShouldBeNull();
    }

    [Fact]
    public void says_where_retell_keeps_the_recording_and_believes_no_owner_about_it()
    {
        const string At = ""","recording_url":"https://example.com/1.wav" """;
        Of(Told("call_ended", At) with { IsSignedByPlatform = true }).Recordings.ShouldBe(["https://example.com/1.wav"]);
        Of(Told("call_ended", At)).Recordings.ShouldBeEmpty();
    }

    [Fact]
    public void sets_aside_what_cannot_be_understood_and_goes_on()
    {
        var damaged = Told("call_ended") with { Body = new([1, 2, 3], "br") };
        var chapter = Of(
            Told("call_started"),
            damaged,
            Delivered("""{"event":"call_ended","call":{"call_id":"call_1" """),
            Told("call_pondered"),
            Told("call_analyzed")
        );
        chapter
            .Interpreted.Select(x => x.Status)
            .ShouldBe([
                DeliveryStatus.Applied,
                DeliveryStatus.Failed,
                DeliveryStatus.Malformed,
                DeliveryStatus.Ignored,
                DeliveryStatus.Applied,
            ]);
        chapter.Interpreted[1].Reason.ShouldBe(nameof(InvalidDataException));
        chapter.Events.Select(x => x.Event.GetType()).ShouldBe([typeof(CallStarted), typeof(CallAnalyzed)]);
    }

    [Fact]
    public void reads_of_the_live_transcripts_only_the_last_signed_one()
    {
        string Said(string text) => $$""","transcript":"Agent: {{text}}" """;
        var chapter = Of(
            Told("transcript_updated", Said("One"), 1),
            Told("transcript_updated", Said("Three"), 3),
            Told("transcript_updated", Said("Two"), 2)
        );
        chapter.LiveTranscript!.Value.Turns.Single().Text.ShouldBe("Three");
        chapter.Events.Select(x => x.Event.GetType()).ShouldBe([typeof(CallStarted)]);
        chapter.Interpreted.ShouldAllBe(x => x.Status == DeliveryStatus.Applied);
    }

    [Fact]
    public void takes_from_a_replaced_transcript_what_the_newest_leaves_out()
    {
        const string Who = ""","from_number":"+14155550142","to_number":"+14157774444","start_timestamp":1764000000000""";
        WaitingDelivery[] all =
        [
            Told("transcript_updated", Who + ""","transcript":"Agent: One" """, 1),
            Told(
                "transcript_updated",
                ""","transcript":"Agent: One, and much more than that, so that it is the longest of them all by far, whatever the others say of who calls whom and when" """,
                2
            ),
        ];
        var chapter = Of(all);
        chapter.Events.Aggregate(new Call(), (known, x) => known.WithEvent(x.Event)).From.Value.ShouldBe("+14155550142");
        chapter.LiveTranscript!.Value.Turns.Single().Text.ShouldStartWith("One, and much more");
        chapter
            .Interpreted.ToDictionary(x => x.Id, x => x.DropsBody)
            .ShouldBe(new Dictionary<Guid, bool> { [all[0].Id] = true, [all[1].Id] = false }, ignoreOrder: true);
    }

    [Fact]
    public void takes_a_live_transcript_that_is_signed_again_for_no_newer_one()
    {
        var five = Told("transcript_updated", ""","transcript":"Agent: One\nUser: Two\nAgent: Three\nUser: Four\nAgent: Five" """, 5);
        var three = Told("transcript_updated", ""","transcript":"Agent: One\nUser: Two\nAgent: Three" """, 6);
        Of(five, three).LiveTranscript!.Value.Turns.Count.ShouldBe(5);
        Of(three, five).LiveTranscript!.Value.Turns.Count.ShouldBe(5);
        var kept = new LiveTranscript("call_1", Of(five).LiveTranscript!.Value.Turns, Given.Now.AddSeconds(5));
        kept.IsReplacedBy(Of(three).LiveTranscript!.Value.Turns, Given.Now.AddSeconds(6)).ShouldBeFalse();
        (kept with { Turns = Of(three).LiveTranscript!.Value.Turns }).IsReplacedBy(kept.Turns, Given.Now).ShouldBeTrue();
    }

    const string Number = ""","from_number":"+14155550142","direction":"inbound" """;

    static string Analysis(string summary) =>
        $$""","call_analysis":{"call_summary":"{{summary}}","custom_analysis_data":{"is_lead":true} }""";

    [Fact]
    public void reports_a_number_that_the_analysis_leaves_out() =>
        Of(Told("call_started", Number), Told("call_analyzed", Analysis("Hello"))).Notices.Single().CallerNumber.ShouldBe("+14155550142");

    [Fact]
    public void reports_again_what_is_learned_after_the_analysis()
    {
        var analyzed = Of(Told("call_analyzed", Analysis("Hello")));
        var call = analyzed.Events.Aggregate(new Call(), (known, x) => known.WithEvent(x.Event));
        var later = new DeliveryBatch(new("tenant", "call_1"), new(call, analyzed.Events.Count));
        later.Interpret([Told("call_started", Number)]);
        later
            .Notices.Single()
            .ShouldSatisfyAllConditions(
                x => x.CallerNumber.ShouldBe("+14155550142"),
                x => x.Summary.ShouldBe("Hello"),
                x => x.Revision.ShouldBeGreaterThan(analyzed.Notices.Single().Revision)
            );
    }

    [Fact]
    public void reports_a_second_analysis_and_no_older_one()
    {
        WaitingDelivery[] all =
        [
            Told("call_analyzed", Analysis("First"), 1),
            Told("call_analyzed", Analysis("Second"), 3),
            Told("call_analyzed", Analysis("Late"), 2),
        ];
        var chapter = Of(all);
        chapter.Events.Select(x => x.Event.GetType()).ShouldBe([typeof(CallAnalyzed), typeof(CallReanalyzed)]);
        chapter.Notices.Single().Summary.ShouldBe("Second");
        chapter.Interpreted.Select(x => x.Reason).ShouldBe(["", "", "Nothing new"]);
    }

    [Fact]
    public void reports_nothing_that_leads_know_already()
    {
        var analyzed = Of(Told("call_analyzed", Analysis("Hello") + Number));
        var call = analyzed.Events.Aggregate(new Call(), (known, x) => known.WithEvent(x.Event));
        var later = new DeliveryBatch(new("tenant", "call_1"), new(call, analyzed.Events.Count));
        later.Interpret([Told("call_analyzed", Analysis("Hello") + Number + ""","latency":{"e2e":{"p50":900}}""", 9)]);
        later.Events.Single().Event.ShouldBeOfType<CallSupplemented>().ResponseMilliseconds.ShouldBe(900);
        later.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void is_halved_by_calls_and_then_in_order()
    {
        WaitingDelivery[] two = [Told("call_started"), Told("call_ended") with { CallId = "call_2" }, Told("call_ended")];
        BatchSplit
            .Of(two)
            .ShouldBe([
                [two[0], two[2]],
                [two[1]],
            ]);
        BatchSplit
            .Of([two[0], two[2]])
            .ShouldBe([
                [two[0]],
                [two[2]],
            ]);
    }
}
