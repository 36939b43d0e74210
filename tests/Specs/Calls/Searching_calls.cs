using Shouldly;
using Switchhook.Calls;
using Switchhook.Calls.Details;
using Switchhook.Calls.Search;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Searching_calls
{
    static string Read(string? text) =>
        string.Join(
            " & ",
            SearchQuery.Read(text).Terms.Select(x => !x.IsPhrase ? string.Join('+', x.Words) + "…" : $"[{string.Join('+', x.Words)}]")
        );

    [Theory]
    [InlineData("Maria cleaning", "maria… & cleaning…")]
    [InlineData("\"next week\" María", "[next+week] & maria…")]
    [InlineData("+1 (415) 555-0142", "14155550142…")]
    [InlineData("415.555.0142 today", "4155550142… & today…")]
    [InlineData("555", "555…")]
    [InlineData("10 or 12", "10… & or… & 12…")]
    [InlineData("maria@example.com", "maria… & example… & com…")]
    [InlineData("don't", "dont…")]
    [InlineData("o'brien", "obrien…")]
    [InlineData("brien jose", "brien… & jose…")]
    [InlineData("Łukasz STRAUSS", "lukasz… & strauss…")]
    [InlineData("電", "電…")]
    [InlineData("電話", "電話…")]
    [InlineData("電話番号 now", "[電話+話番+番号] & now…")]
    [InlineData("\"電話 番号\"", "[電話+番号]")]
    [InlineData("\"unclosed words", "unclosed… & words…")]
    [InlineData("%_\\';--", "")]
    [InlineData("\"\"", "")]
    [InlineData("   ", "")]
    [InlineData(null, "")]
    public void understands_what_people_type(string? text, string terms) => Read(text).ShouldBe(terms);

    [Fact]
    public void looks_for_no_more_than_eight_things() => SearchQuery.Read("a b c d e f g h i j k").Terms.Count.ShouldBe(8);

    [Fact]
    public void reads_no_more_than_its_field_holds() => SearchQuery.Read(new string('x', 5000)).Text.Length.ShouldBe(SearchQuery.Longest);

    [Theory]
    [InlineData("+14155550142", "4155550142", true)]
    [InlineData("+14155550142", "0142", true)]
    [InlineData("+14155550142", "5550", true)]
    [InlineData("+14155550142", "999", false)]
    [InlineData("anonymous", "anonymous", true)]
    [InlineData("sip:desk@example.com", "desk", true)]
    public void finds_a_number_by_any_of_its_digits_that_stand_together(string caller, string typed, bool found) =>
        CallerNumberTerms.Of(caller).Any(x => x.StartsWith(typed, StringComparison.Ordinal)).ShouldBe(found);

    [Fact]
    public void marks_the_words_found_and_the_words_of_an_answer()
    {
        var passages = Passage.Of(
            "Hi, it's María López.",
            SearchQuery.Read("lop"),
            [new(new("caller_name", "text", "Maria Lopez"), 0, 9, 11, 1)]
        );
        passages.Select(x => $"{x.Text}|{x.Class}|{x.Why}").ShouldBe(["Hi, it's ||", "María |answer|Caller", "López|found|", ".||"]);
        string.Concat(passages.Select(x => x.Text)).ShouldBe("Hi, it's María López.");
    }

    [Fact]
    public void leads_to_the_second_at_which_it_was_said()
    {
        var call = new CallDetails
        {
            Id = "call/call_1",
            Transcript =
            [
                new("agent", "How can I help?", 0, 2, [], null),
                new("user", "A cleaning, please.", 4, 6, [new("A", 4, 4.2), new("cleaning,", 4.3, 5), new("please.", 5, 6)], null),
                new("tool", "", 7, null, [], new("cleaning", "{}", null, null)),
                new("agent", "Gladly. The cleaning takes an hour, and please come early.", 8, 12, [], null),
            ],
        };
        var hits = Hits(call, "clean please");
        hits.Select(x => (x.Turn, x.At, x.ByAgent)).ShouldBe([(1, 4.3, false), (3, 8.0, true)]);
        hits[0].Passages.Where(x => x.Class == "found").Select(x => x.Text).ShouldBe(["cleaning", "please"]);
        Hits(call, "hour please").Select(x => x.Turn).ShouldBe([1, 3]);
        Hits(call, "\"please come\"").Select(x => x.Turn).ShouldBe([3]);
    }

    static CallSearchEntry Words(CallDetails call) =>
        new CallSearchEntry("tenant", call.Id).After(new CallEnded { Transcript = call.Transcript });

    static List<SearchHit> Hits(CallDetails call, string q) =>
        [
            .. Switchhook
                .Calls.Search.SearchHits.Best(Words(call).Turns!, SearchQuery.Read(q))
                .Select(x => SearchHit.Of(x, call.Transcript[x], SearchQuery.Read(q)))
                .OfType<SearchHit>(),
        ];

    [Theory]
    [
        InlineData("José O’Brien called", "o'brien"),
        InlineData("José O’Brien called", "brien jose"),
        InlineData("José O’Brien called", "\"jose obrien\"")
    ]
    [
        InlineData("Łukasz Strauß", "lukasz strauss"),
        InlineData("Søren", "soren"),
        InlineData("電話番号を教えて", "電話"),
        InlineData("電話番号を教えて", "番号"),
        InlineData("電話番号を教えて", "て")
    ]
    [InlineData("電話番号を教えて", "話番号を")]
    public void finds_words_however_they_are_written(string said, string q)
    {
        var call = new CallDetails
        {
            Id = "call/call_1",
            Transcript = [new("user", "Nothing.", 0, 1, [], null), new("user", said, 2, 3, [], null)],
        };
        var (words, sought) = (Words(call), SearchQuery.Read(q));
        sought
            .Terms.SelectMany(x => x.Words.Select(word => x.IsPhrase ? $" {word} " : " " + word))
            .ShouldAllBe(x => words.Said!.Contains(x));
        sought.Phrases.ShouldAllBe(x => words.Turns!.Contains(x));
        Hits(call, q).Single().ShouldSatisfyAllConditions(x => x.Turn.ShouldBe(1), x => x.Passages.ShouldContain(y => y.Class == "found"));
    }

    [Theory, InlineData("電話番号", "話電"), InlineData("電話 番号", "話番"), InlineData("next monday. Week", "\"next week\"")]
    public void takes_no_words_together_that_do_not_stand_so(string said, string q)
    {
        var words = Words(
            new() { Id = "call/call_1", Transcript = [new("user", said, 0, 1, [], null), new("agent", "week", 2, 3, [], null)] }
        );
        var sought = SearchQuery.Read(q);
        (
            sought.Terms.All(x => x.Words.All(word => words.Said!.Contains(x.IsPhrase ? $" {word} " : " " + word)))
            && sought.Phrases.All(x => words.Turns!.Contains(x))
        ).ShouldBeFalse();
    }

    /// <summary>What a turn says last and the next one first is no phrase.</summary>
    [Fact]
    public void takes_no_words_of_two_turns_together() =>
        Words(new() { Id = "call/call_1", Transcript = [new("user", "next", 0, 1, [], null), new("agent", "week", 2, 3, [], null)] })
            .Turns.ShouldBe(" #0 next #1 week ");
}
