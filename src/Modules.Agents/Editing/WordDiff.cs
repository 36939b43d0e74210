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
            Flush();
            done.Add(new(Agents.Change.Kept, text));
        }

        public List<Piece> Done()
        {
            Flush();
            return done;
        }

        void Flush()
        {
            if (removed.Length > 0) done.Add(new(Agents.Change.Removed, removed.ToString()));
            if (added.Length > 0) done.Add(new(Agents.Change.Added, added.ToString()));
            removed.Clear();
            added.Clear();
        }
    }
}
