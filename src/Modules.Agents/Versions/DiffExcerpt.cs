namespace Switchhook.Agents.Versions;

/// <summary>The changes with some words around them; of what stays, long stretches are left out.</summary>
public static class DiffExcerpt
{
    const int Long = 400,
        Context = 120;

    public static IEnumerable<DiffPiece> Of(IReadOnlyList<DiffPiece> pieces) =>
        pieces.Select(
            (piece, at) =>
                piece is { Change: DiffChange.Kept, Text.Length: > Long }
                    ? piece with
                    {
                        Text = Cut(piece.Text, at == 0, at == pieces.Count - 1),
                    }
                    : piece
        );

    static string Cut(string text, bool isFirst, bool isLast) =>
        (isFirst, isLast) switch
        {
            (true, true) => text,
            (true, false) => "… " + Tail(text),
            (false, true) => Head(text) + " …",
            _ => $"{Head(text)} … {Tail(text)}",
        };

    static string Head(string text) => text[..(text.LastIndexOf(' ', Context) is > 0 and var at ? at : Context)];

    static string Tail(string text) => text.IndexOf(' ', text.Length - Context) is > 0 and var at ? text[(at + 1)..] : text[^Context..];
}
