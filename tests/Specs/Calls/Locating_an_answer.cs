using Shouldly;
using Switchhook.Calls;
using Switchhook.Calls.Details;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Locating_an_answer
{
    static Turn Says(string role, double start, string text) =>
        new(role, text, start, start + 5, [.. text.Split(' ').Select((word, i) => new TimedWord(word, start + i, start + i + .9))], null);

    static readonly Turn[] Talk =
    [
        Says("agent", 0, "Reyes Dental, this is Nora."),
        Says("user", 10, "Hi, it's María López. I'd like a cleaning on Tuesday at ten."),
        Says("agent", 30, "What is the best number? Is it 415 555 0100?"),
        Says("user", 40, "It's 415 555 0142, or four one five, five five five, oh one four three."),
        Says("user", 60, "And maria dot lopez at example dot com, please."),
    ];

    static SourcePosition? Of(string value, string name = "x", string type = "text") =>
        SourceLocator.LocateField(Talk, new AnalysisField(name, type, value));

    [Theory]
    [InlineData("Maria Lopez", 1, 12, "María López")]
    [InlineData("Tuesday at ten", 1, 19, "Tuesday at ten")]
    [InlineData("+14155550142", 3, 41, "415 555 0142")]
    [InlineData("+1 (415) 555-0143", 3, 45, "four one five, five five five, oh one four three")]
    [InlineData("maria.lopez@example.com", 4, 61, "maria dot lopez at example dot com")]
    [InlineData("+14155550100", 2, 37, "415 555 0100")]
    public void finds_the_second_and_the_words(string value, int turn, double at, string words)
    {
        var mark = Of(value).ShouldNotBeNull();
        mark.Turn.ShouldBe(turn);
        mark.At.ShouldBe(at);
        Talk[turn].Text.Substring(mark.From, mark.Length).ShouldBe(words);
    }

    [Theory, InlineData("Wednesday at ten"), InlineData("Lopez Maria"), InlineData("+14155550199"), InlineData("no"), InlineData("")]
    public void claims_nothing_that_nobody_said(string value) => Of(value).ShouldBeNull();

    [Theory, InlineData("true", "is_lead", "yes-no"), InlineData("10", "party", "number"), InlineData("cleaning", "lead_intent", "text")]
    public void claims_nothing_for_what_is_chosen_and_not_said(string value, string name, string type) =>
        Of(value, name, type).ShouldBeNull();

    [Fact]
    public void believes_the_caller_before_the_agent() =>
        SourceLocator
            .LocateField(
                [Says("agent", 0, "Is this Maria Lopez?"), Says("user", 5, "Yes, Maria Lopez.")],
                new("caller_name", "text", "Maria Lopez")
            )!
            .Turn.ShouldBe(1);

    [Fact]
    public void knows_the_line_but_no_second_where_retell_sent_no_times()
    {
        var mark = SourceLocator
            .LocateField([new Turn("user", "This is Maria Lopez.", null, null, [], null)], new("caller_name", "text", "Maria Lopez"))
            .ShouldNotBeNull();
        mark.At.ShouldBeNull();
        mark.From.ShouldBe(8);
    }

    [Fact]
    public void looks_for_no_more_answers_and_through_no_more_words_than_any_call_has()
    {
        var fields = Enumerable
            .Range(0, SourceLocator.MostFields + 50)
            .Select(i => new AnalysisField($"answer_{i}", "text", "Maria Lopez"))
            .ToList();
        SourceLocator.Locate(Talk, new("", "Neutral", null, false, fields)).Count.ShouldBe(SourceLocator.MostFields);

        Turn[] endless = [new Turn("user", new string('x', SourceLocator.MostCharacters), null, null, [], null), .. Talk];
        SourceLocator.LocateField(endless, new("caller_name", "text", "Maria Lopez")).ShouldBeNull();
        Of(new string('m', SourceLocator.LongestValue + 1)).ShouldBeNull();
    }

    [Fact]
    public void stops_when_its_time_is_spent() =>
        Should.Throw<OperationCanceledException>(() =>
            SourceLocator.Locate(
                Talk,
                new("", "Neutral", null, false, [new("caller_name", "text", "Maria Lopez")]),
                new CancellationToken(canceled: true)
            )
        );
}
