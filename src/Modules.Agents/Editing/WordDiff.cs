using System.Text;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Switchhook.Agents;

/// <summary>What was taken out and put in, word by word, in reading order.</summary>
public static partial class WordDiff
{
    // A word or two that happen to stand in both texts between two changes make the change no easier to read.
    const int TooShort = 3;

    public static IReadOnlyList<Piece> Of(string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new CustomFunctionChunker(Cut));
        var pieces = new Pieces();
        var (at, then) = (0, 0);
        for (var i = 0; i < diff.DiffBlocks.Count; i++)
        {
            var block = diff.DiffBlocks[i];
            var kept = Join(diff.PiecesOld, at, block.DeleteStartA - at);
            if (i > 0 && block.DeleteStartA - at < TooShort && !kept.Contains('\n', StringComparison.Ordinal)) pieces.Both(kept);
            else pieces.Keep(kept);
            pieces.Change(Join(diff.PiecesOld, block.DeleteStartA, block.DeleteCountA), Join(diff.PiecesNew, block.InsertStartB, block.InsertCountB));
            (at, then) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }
        pieces.Keep(Join(diff.PiecesNew, then, diff.PiecesNew.Count - then));
        return pieces.Done();
    }

    static string[] Cut(string text) => [.. Word().Matches(text).Select(x => x.Value)];

    static string Join(IReadOnlyList<string> pieces, int from, int count) => string.Concat(pieces.Skip(from).Take(count));

    /// <summary>A word with the blanks behind it; a line's end stands alone.</summary>
    [GeneratedRegex(@"\n|[^\S\n]+|\S+[^\S\n]*")]
    private static partial Regex Word();

    sealed class Pieces
    {
        readonly List<Piece> done = [];
        readonly StringBuilder removed = new(), added = new();

        public void Change(string gone, string come)
        {
            removed.Append(gone);
            added.Append(come);
        }

        public void Both(string text) => Change(text, text);

        public void Keep(string text)
        {
            if (text.Length == 0) return;
            done.Add(new(Agents.Change.Kept, Flush() + text));
        }

        public List<Piece> Done()
        {
            if (Flush() is { Length: > 0 } blank) done.Add(new(Agents.Change.Kept, blank));
            return done;
        }

        /// <summary>What comes back is the blank on which both sides end: it is no part of the change.</summary>
        string Flush()
        {
            var (gone, come) = (removed.ToString(), added.ToString());
            var blank = gone.Length == 0 || come.Length == 0 ? 0 : Math.Min(Trail(gone), Trail(come));
            while (blank > 0 && gone[^blank..] != come[^blank..]) blank--;
            if (gone.Length > blank) done.Add(new(Agents.Change.Removed, gone[..^blank]));
            if (come.Length > blank) done.Add(new(Agents.Change.Added, come[..^blank]));
            removed.Clear();
            added.Clear();
            return gone.Length == 0 ? "" : gone[^blank..];
        }

        static int Trail(string text) => text.Length - text.TrimEnd().Length;
    }
}
