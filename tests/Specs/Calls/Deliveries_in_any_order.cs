using Shouldly;
using Switchhook.Calls;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Deliveries_in_any_order
{
    /// <summary>The three lifecycle events as the samples have them, then as chance has them.</summary>
    public static TheoryData<int> Calls() => [.. Enumerable.Range(0, 25)];

    static Payload[] Lifecycle(int call) =>
        call == 0 ? [Given.Told("call_started.phone"), Given.Told("call_ended.phone"), Given.Told("call_analyzed.phone")]
        : new RandomPayloads(call) is var chance ? [chance.Started(), chance.Ended(), chance.Analyzed()]
        : [];

    static Payload[] Everything(int call) => [.. Lifecycle(call), new RandomPayloads(call).Said(), new RandomPayloads(call).Transferred()];

    [Fact]
    public void are_1092_sequences_of_up_to_six() => Sequences(3, 6).Count().ShouldBe(1092);

    [Theory, MemberData(nameof(Calls))]
    public void end_in_the_same_state_for_the_same_events(int call)
    {
        var told = Lifecycle(call);
        foreach (var sameEvents in Sequences(3, 6).GroupBy(x => string.Concat(x.Distinct().Order())))
            sameEvents
                .Select(x => DecidedCall.Of(x.Select(i => told[i])).Shown)
                .Distinct()
                .Count()
                .ShouldBe(1, $"call {call}, events {sameEvents.Key}");
    }

    [Theory, MemberData(nameof(Calls))]
    public void never_reopen_a_call_that_is_over(int call)
    {
        var told = Everything(call);
        foreach (var sequence in Sequences(told.Length, 4))
        {
            var (heard, over) = (DecidedCall.Nothing, false);
            foreach (var next in sequence)
            {
                heard = heard.Then(told[next]);
                over |= told[next].Stage is CallStage.Ended or CallStage.Analyzed;
                (heard.Call!.IsOver, heard.Page.Over, heard.Row.InProgress).ShouldBe((over, over, !over), string.Join(' ', sequence));
            }
        }
    }

    [Theory, MemberData(nameof(Calls))]
    public void change_nothing_when_they_come_again(int call)
    {
        var told = Everything(call);
        foreach (var sequence in Sequences(told.Length, 4))
        {
            var heard = DecidedCall.Of(sequence.Select(i => told[i]));
            foreach (var again in sequence)
                CallDecider.Decide(told[again], heard.Call).ShouldBeEmpty(string.Join(' ', sequence) + " then again " + again);
        }
    }

    [Theory, MemberData(nameof(Calls))]
    public void let_the_analysis_have_the_last_word_and_fill_its_gaps(int call)
    {
        var told = Lifecycle(call);
        var (started, ended, analyzed) = (told[0], told[1], told[2]);
        foreach (var sequence in Sequences(3, 4).Where(x => x.Distinct().Count() == 3))
        {
            var page = DecidedCall.Of(sequence.Select(i => told[i])).Page;
            page.Parties.ShouldBe(analyzed.Parties ?? ended.Parties ?? started.Parties);
            page.StartedAt.ShouldBe(analyzed.StartedAt ?? ended.StartedAt ?? started.StartedAt);
            page.Ending.ShouldBe(analyzed.Ending ?? ended.Ending);
            (page.Cost?.Cents).ShouldBe((analyzed.Cost ?? ended.Cost)?.Cents);
            page.RecordingUrl.ShouldBe(analyzed.RecordingUrl ?? ended.RecordingUrl);
            page.ResponseMilliseconds.ShouldBe(analyzed.ResponseMilliseconds ?? ended.ResponseMilliseconds ?? started.ResponseMilliseconds);
            TranscriptHash.Of(page.Transcript).ShouldBe(TranscriptHash.Of(analyzed.Transcript ?? ended.Transcript ?? []));
            (page.Analysis?.Summary).ShouldBe(analyzed.Analysis?.Summary ?? "");
        }
    }

    static IEnumerable<int[]> Sequences(int events, int longest) =>
        longest == 0 ? [] : Sequences(events, longest - 1).Concat(Tuples(events, longest));

    static IEnumerable<int[]> Tuples(int events, int length) =>
        length == 0
            ?
            [
                [],
            ]
            : Tuples(events, length - 1).SelectMany(x => Enumerable.Range(0, events).Select(next => (int[])[.. x, next]));
}
