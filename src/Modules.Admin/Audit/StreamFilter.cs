using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.BuildingBlocks.Paging;

namespace Switchhook.Admin.Audit;

/// <summary>
/// Which streams are asked for. Ids are no secret and name nobody, so a view is a link; an address only ever leads to an owner's id.
/// </summary>
/// <param name="Kind">One of <see cref="StreamKind.All"/>, or <see cref="StreamKind.Every"/> to be shown whatever there is.</param>
public sealed partial record StreamFilter(string? Kind, Guid? Owner, string? Id, PageCursor Cursor)
{
    public static StreamFilter Of(string? kind, Guid? owner, string? id, PageCursor cursor) =>
        new(StreamKind.All.Append(StreamKind.Every).FirstOrDefault(x => x == kind), owner, IdIn(id), cursor);

    public bool AsksForNothing => Kind is null && Owner is null && Id is null;

    public string Url =>
        QueryHelpers.AddQueryString(
            "/audit",
            new Dictionary<string, string?>
            {
                ["owner"] = Owner?.ToString(),
                ["kind"] = Kind,
                ["id"] = Id,
                ["after"] = Cursor.After,
                ["before"] = Cursor.Before,
            }.Where(x => x.Value is not null)
        );

    /// <summary>The keys that somebody may mean by an id.</summary>
    public static string[] Keys(string id) => id.Contains('/') ? [id] : [.. StreamKind.All.Select(kind => $"{kind}/{id}")];

    /// <summary>A guid, call_…, or either behind its kind. Anything else, a phone number too, is no id and is not let into a URL.</summary>
    public static string? IdIn(string? words) =>
        words is null || !Ids().IsMatch(words) ? null
        : words.Contains("call_", StringComparison.Ordinal) ? words
        : words.ToLowerInvariant();

    [GeneratedRegex(
        @"^((agent|call|lead|account|audit)/)?([0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}|call_\w{1,100})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Ids();
}
