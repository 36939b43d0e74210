using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Versions;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Seeing_what_changed
{
    static string Diff(string before, string after) =>
        string.Concat(
            WordDiff
                .Of(before, after)
                .Select(x =>
                    x.Change switch
                    {
                        DiffChange.Removed => $"[-{x.Text}]",
                        DiffChange.Added => $"[+{x.Text}]",
                        _ => x.Text,
                    }
                )
        );

    [Theory]
    [InlineData("Be kind.", "Be kind.", "Be kind.")]
    [InlineData("Be kind.", "Be brief and kind.", "Be [+brief and ]kind.")]
    [InlineData("Be brief and kind.", "Be kind.", "Be [-brief and ]kind.")]
    [InlineData("Open 9 to 17.", "Open 8 to 17.", "Open [-9][+8] to 17.")]
    [InlineData("", "All new.", "[+All new.]")]
    [InlineData("All gone.", "", "[-All gone.]")]
    [InlineData("One.\nTwo.", "One.\nAnd.\nTwo.", "One.\n[+And.\n]Two.")]
    [InlineData(
        "Ask the name of the caller.",
        "Ask for number of the patient.",
        "Ask [-the name of the caller.][+for number of the patient.]"
    )]
    public void shows_it_word_by_word(string before, string after, string shown) => Diff(before, after).ShouldBe(shown);

    [Fact]
    public void loses_no_word_of_either()
    {
        var chance = new Random(7);
        string[] words = ["one", "two", "three", "four", "\n", "five,", "six"];
        for (var i = 0; i < 500; i++)
        {
            var (before, after) = (Text(), Text());
            var pieces = WordDiff.Of(before, after);
            string.Concat(pieces.Where(x => x.Change is not DiffChange.Added).Select(x => x.Text)).ShouldBe(before);
            string.Concat(pieces.Where(x => x.Change is not DiffChange.Removed).Select(x => x.Text)).ShouldBe(after);
        }

        string Text() => string.Join(' ', Enumerable.Range(0, chance.Next(12)).Select(_ => words[chance.Next(words.Length)]));
    }

    [Fact]
    public void names_only_what_is_not_the_same() =>
        Difference
            .Between(
                Given.First,
                Given.First with
                {
                    Greeting = "Hi.",
                    MaxCallMinutes = 1,
                    VoiceId = "11labs-Adrian",
                    VoiceName = "Adrian",
                }
            )
            .Select(x => x.Label)
            .ShouldBe(["Greeting", "Voice", "Longest call"]);

    [Fact]
    public void compares_whole_prompts_where_one_has_not_our_frame() =>
        Difference
            .Between(Given.First, Given.First with { Brief = "All theirs.", IsWholePrompt = true })
            .Single()
            .Pieces[0]
            .Text.ShouldStartWith("## Who you are");

    [Fact]
    public void leaves_out_long_stretches_that_stay()
    {
        var long_ = string.Join(' ', Enumerable.Repeat("words", 200));
        var shown = DiffExcerpt.Of(WordDiff.Of($"{long_} old {long_}", $"{long_} new {long_}")).ToList();
        shown.Select(x => x.Change).ShouldBe([DiffChange.Kept, DiffChange.Removed, DiffChange.Added, DiffChange.Kept]);
        shown.Sum(x => x.Text.Length).ShouldBeLessThan(300);
    }

    [Fact]
    public void takes_no_time_worth_speaking_of_with_two_long_texts_that_have_nothing_in_common()
    {
        var (before, after) = (
            string.Join(' ', Enumerable.Range(0, 4000).Select(x => $"a{x}")),
            string.Join(' ', Enumerable.Range(0, 4000).Select(x => $"b{x}"))
        );
        var watch = System.Diagnostics.Stopwatch.StartNew();
        WordDiff.Of(before, after).Count.ShouldBe(2);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void says_that_a_long_prompt_was_rewritten_rather_than_compare_it_for_long()
    {
        var (before, after) = (
            string.Concat(Enumerable.Range(0, 16_000).Select(x => $"{x % 7919:x} ")),
            string.Concat(Enumerable.Range(0, 16_000).Select(x => $"{x * 31 % 7919:x} "))
        );
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var compared = WordDiff.Compare(before, after);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        compared.Rewritten.ShouldBeTrue();
        compared
            .Pieces.Select(x => x.Change)
            .Distinct()
            .ShouldBe([DiffChange.Removed, DiffChange.Added, DiffChange.Kept], ignoreOrder: true);
        Difference
            .Between(Given.First with { IsWholePrompt = true, Brief = before }, Given.First with { IsWholePrompt = true, Brief = after })
            .Single()
            .IsRewritten.ShouldBeTrue();
    }

    [Fact]
    public void finds_two_changed_words_in_a_prompt_as_long_as_it_may_be()
    {
        var long_ = string.Concat(Enumerable.Range(0, 1500).Select(x => $"Ask caller {x} for their name and number. Then go on.\n"));
        var compared = WordDiff.Compare(
            long_,
            long_
                .Replace("caller 3 ", "person 3 ", StringComparison.Ordinal)
                .Replace("caller 1400 ", "person 1400 ", StringComparison.Ordinal)
        );
        compared.Rewritten.ShouldBeFalse();
        compared.Pieces.Where(x => x.Change is DiffChange.Added).Select(x => x.Text).ShouldBe(["person", "person"]);
    }

    [Fact]
    public void takes_no_time_with_blanks_at_the_end()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        WordDiff.Of("one" + new string(' ', 90_000) + "\t", "two" + new string(' ', 90_000) + "\u2003").Count.ShouldBeGreaterThan(1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void loses_no_word_of_two_texts_that_are_compared_by_sentences()
    {
        var chance = new Random(11);
        for (var i = 0; i < 5; i++)
        {
            var (before, after) = (Text(), Text());
            var pieces = WordDiff.Of(before, after);
            string.Concat(pieces.Where(x => x.Change is not DiffChange.Added).Select(x => x.Text)).ShouldBe(before);
            string.Concat(pieces.Where(x => x.Change is not DiffChange.Removed).Select(x => x.Text)).ShouldBe(after);
        }

        string Text() =>
            string.Concat(
                Enumerable
                    .Range(0, 3000)
                    .Select(_ =>
                        chance.Next(9) switch
                        {
                            0 => ". ",
                            1 => "\n",
                            2 => "?! ",
                            var x => $"w{x} ",
                        }
                    )
            );
    }
}

public class Typing_on_an_older_version
{
    static readonly AgentSettings Opened = Given.First,
        Newest = Given.First with { Greeting = "Newer.", MaxCallMinutes = 20 };

    [Fact]
    public void keeps_what_was_typed() => ThreeWayMerge.Of(Opened, Opened with { Brief = "Typed." }, Newest).Brief.ShouldBe("Typed.");

    [Fact]
    public void takes_over_what_was_not_touched() =>
        ThreeWayMerge.Of(Opened, Opened with { Brief = "Typed." }, Newest).ShouldBe(Newest with { Brief = "Typed." });

    [Fact]
    public void keeps_what_was_typed_where_both_wrote() =>
        ThreeWayMerge.Of(Opened, Opened with { Greeting = "Typed." }, Newest).ShouldBe(Newest with { Greeting = "Typed." });
}

public class A_prompt
{
    [Theory, InlineData("Answer for us."), InlineData("Two\nlines."), InlineData("")]
    public void gives_back_what_was_put_into_it(string brief) => Prompt.BriefIn(Prompt.For(brief)).ShouldBe(brief);

    [Theory, InlineData("Something else."), InlineData("")]
    public void of_somebody_elses_has_none_of_ours_in_it(string prompt) => Prompt.BriefIn(prompt).ShouldBeNull();

    [Fact]
    public void whose_frame_was_changed_has_none_either() => Prompt.BriefIn(Prompt.For("Answer for us.") + " Sing.").ShouldBeNull();
}
