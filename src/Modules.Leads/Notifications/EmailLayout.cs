using System.Text.Encodings.Web;

namespace Switchhook.Leads.Notifications;

/// <summary>What our mails look like: nothing in them is fetched from anywhere.</summary>
public static class EmailLayout
{
    /// <summary>
    /// In characters: of a name in a subject, and of one line in the mail. Callers say more, and what they say is the model's to write.
    /// </summary>
    public const int LongestName = 80,
        LongestLine = 200;

    public static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    public static string Button(string words, string link, bool first = false) =>
        $"""<a href="{Safe(link)}" style="display:inline-block;margin:0 8px 8px 0;padding:9px 14px;border:1px solid #14181f;border-radius:9px;font-weight:600;text-decoration:none;{(first ? "background:#14181f;color:#ffffff" : "color:#14181f")}">{Safe(words)}</a>""";

    public static string Page(string body) =>
        $"""
            <!doctype html><html lang="en"><body style="margin:0;padding:24px;background:#f6f7f9;color:#14181f;font-family:system-ui,-apple-system,Segoe UI,sans-serif">
            <div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e4e7ec;border-radius:12px">{body}</div></body></html>
            """;
}
