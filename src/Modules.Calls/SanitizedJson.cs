using System.Text;

namespace Switchhook.Calls;

/// <summary>
/// A body as text that every later step can hold: the database refuses U+0000 and halves of surrogate pairs, and a JSON reader the latter.
/// Both become the replacement character; the raw body keeps what came.
/// </summary>
public static class SanitizedJson
{
    public static string Text(byte[] body) =>
        Text(Encoding.UTF8.GetString(body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? body.AsSpan(3) : body));

    public static string Text(string text)
    {
        if (!text.Contains("\\u", StringComparison.Ordinal))
            return text;
        var mended = new StringBuilder(text);
        for (var i = 0; i < mended.Length; i++)
        {
            if (mended[i] != '\\')
                continue;
            if (Escape(mended, i) is not { } code)
            {
                i++;
                continue;
            }
            var paired = char.IsHighSurrogate(code) && Escape(mended, i + 6) is { } low && char.IsLowSurrogate(low);
            if (code == '\0' || (char.IsSurrogate(code) && !paired))
                (mended[i + 2], mended[i + 3], mended[i + 4], mended[i + 5]) = ('f', 'f', 'f', 'd');
            i += paired ? 11 : 5;
        }
        return mended.ToString();
    }

    static char? Escape(StringBuilder text, int at) =>
        at + 6 <= text.Length
        && text[at] == '\\'
        && text[at + 1] == 'u'
        && ushort.TryParse(text.ToString(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code)
            ? (char)code
            : null;
}
