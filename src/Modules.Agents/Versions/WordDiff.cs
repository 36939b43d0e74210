using System.Text;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Switchhook.Agents.Versions;

/// <summary>What was taken out and put in, word by word, in reading order.</summary>
public static partial class WordDiff
{
    // A word or two that happen to stand in both texts between two changes make the change no easier to read.
    const int TooShort = 3;

    /// <summary>
    /// How many pairs of words a comparison may cost, about a tenth of a second. Beyond it, sentences are compared first.
    /// </summary>
    const long Budget = 4_000_000,
        SentenceBudget = 10_000_000;

    public static IReadOnlyList<DiffPiece> Of(string before, string after) => Compare(before, after).Pieces;

    public static WordComparison Compare(string before, string after)
    {
        var (pieces, left) = (new Pieces(), Budget);
        if (TakeFrom(ref left, Words(before).Length, Words(after).Length))
        {
            Compare(pieces, before, after, Words, pieces.Change);
            return new(pieces.Done(), Rewritten: false);
        }
        var (rewritten, sentences) = (false, SentenceBudget);
        if (TakeFrom(ref sentences, Sentences(before).Length, Sentences(after).Length))
            Compare(pieces, before, after, Sentences, ChangeByWords);
        else
            ChangeByWords(before, after);
        return new(pieces.Done(), rewritten);

        void ChangeByWords(string gone, string come)
        {
            if (TakeFrom(ref left, Words(gone).Length, Words(come).Length))
                Compare(pieces, gone, come, Words, pieces.Change);
            else
            {
                rewritten = true;
                pieces.Change(gone, come);
            }
        }
    }

    static void Compare(Pieces pieces, string before, string after, Func<string, string[]> cut, Action<string, string> change)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new CustomFunctionChunker(cut));
        var (at, then) = (0, 0);
        for (var i = 0; i < diff.DiffBlocks.Count; i++)
        {
            var block = diff.DiffBlocks[i];
            var kept = Join(diff.PiecesOld, at, block.DeleteStartA - at);
            if (i > 0 && block.DeleteStartA - at < TooShort && cut == Words && !kept.Contains('\n', StringComparison.Ordinal))
                pieces.Both(kept);
            else
                pieces.Keep(kept);
            change(
                Join(diff.PiecesOld, block.DeleteStartA, block.DeleteCountA),
                Join(diff.PiecesNew, block.InsertStartB, block.InsertCountB)
            );
            (at, then) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }
        pieces.Keep(Join(diff.PiecesNew, then, diff.PiecesNew.Count - then));
    }

    static bool TakeFrom(ref long left, long before, long after)
    {
        if (before * after > left)
            return false;
        left -= before * after;
        return true;
    }

    static string[] Words(string text) => [.. Word().Matches(text).Select(x => x.Value)];

    static string[] Sentences(string text) => [.. Sentence().Matches(text).Select(x => x.Value)];

    static string Join(IReadOnlyList<string> pieces, int from, int count) => string.Concat(pieces.Skip(from).Take(count));

    /// <summary>A word with the blanks behind it; a line's end stands alone.</summary>
    [GeneratedRegex(@"\n|[^\S\n]+|\S+[^\S\n]*")]
    private static partial Regex Word();

    /// <summary>Up to a full stop or a line's end, with the blanks behind it.</summary>
    [GeneratedRegex(@"[^.!?\n]*(?:[.!?]+[^\S\n]*\n?|\n)|[^.!?\n]+")]
    private static partial Regex Sentence();

    sealed class Pieces
    {
        readonly List<DiffPiece> done = [];
        readonly StringBuilder removed = new(),
            added = new();

        public void Change(string gone, string come)
        {
            removed.Append(gone);
            added.Append(come);
        }

        public void Both(string text) => Change(text, text);

        public void Keep(string text)
        {
            if (text.Length == 0)
                return;
            done.Add(new(Switchhook.Agents.Versions.DiffChange.Kept, Flush() + text));
        }

        public List<DiffPiece> Done()
        {
            if (Flush() is { Length: > 0 } blank)
                done.Add(new(Switchhook.Agents.Versions.DiffChange.Kept, blank));
            return done;
        }

        /// <summary>What comes back is the blank on which both sides end: it is no part of the change.</summary>
        string Flush()
        {
            var (gone, come) = (removed.ToString(), added.ToString());
            var (blank, most) = (0, Math.Min(Trail(gone), Trail(come)));
            while (blank < most && gone[^(blank + 1)] == come[^(blank + 1)])
                blank++;
            if (gone.Length > blank)
                done.Add(new(Switchhook.Agents.Versions.DiffChange.Removed, gone[..^blank]));
            if (come.Length > blank)
                done.Add(new(Switchhook.Agents.Versions.DiffChange.Added, come[..^blank]));
            removed.Clear();
            added.Clear();
            return gone.Length == 0 ? "" : gone[^blank..];
        }

        static int Trail(string text) => text.Length - text.TrimEnd().Length;
    }
}

/// <param name="Rewritten">The texts are long and have little in common: they stand whole beside each other.</param>
public sealed record WordComparison(IReadOnlyList<DiffPiece> Pieces, bool Rewritten);
