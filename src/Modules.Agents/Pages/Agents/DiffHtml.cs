using Microsoft.AspNetCore.Html;
using Switchhook.Agents.Versions;

namespace Switchhook.Agents.Pages.Agents;

/// <summary>Built here and not in markup: where blanks count, a template's own blanks would show.</summary>
public static class DiffHtml
{
    public static IHtmlContent Of(IReadOnlyList<DiffPiece> pieces)
    {
        var html = new HtmlContentBuilder();
        foreach (var (change, text) in DiffExcerpt.Of(pieces))
            _ = change switch
            {
                DiffChange.Removed => html.AppendHtml("<del>")
                    .AppendHtml("<span class=\"visually-hidden\">[removed: </span>")
                    .Append(text)
                    .AppendHtml("<span class=\"visually-hidden\">] </span></del>"),
                DiffChange.Added => html.AppendHtml("<ins>")
                    .AppendHtml("<span class=\"visually-hidden\">[added: </span>")
                    .Append(text)
                    .AppendHtml("<span class=\"visually-hidden\">] </span></ins>"),
                _ => html.Append(text),
            };
        return html;
    }
}
