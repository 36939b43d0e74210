using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>
/// Retell's lists: {items, has_more, pagination_key}. The key names the last item seen, so pages hold still while things come and go.
/// </summary>
public record Paging(int Limit, bool Ascending, string? Key, int Skip = 0)
{
    public static Paging Of(RequestContext request) =>
        Of(
            request.Query("limit") is { } limit
                ? int.TryParse(limit, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : -1
                : 50,
            request.Query("sort_order"),
            request.Query("pagination_key")
        );

    public static Paging Of(int limit, string? order, string? key, int skip = 0)
    {
        if (limit is < 1 or > 1000)
            throw Refusal.Invalid("limit must be between 1 and 1000");
        if (order is not (null or "ascending" or "descending"))
            throw Refusal.Invalid("sort_order must be ascending or descending");
        return new Paging(limit, order == "ascending", key, skip);
    }

    public JsonObject Page<T>(IEnumerable<T> all, Func<T, (long At, string Id)> position, Func<T, JsonObject> show)
    {
        var order = Ascending ? Comparer<(long, string)>.Default : Comparer<(long, string)>.Create((a, b) => b.CompareTo(a));
        var rest = all.OrderBy(position, order).Skip(Skip);
        if (Key is not null)
        {
            var last = Decode(Key);
            rest = rest.SkipWhile(item => order.Compare(position(item), last) <= 0);
        }

        var items = rest.Take(Limit + 1).ToList();
        var page = new JsonObject { ["items"] = new JsonArray([.. items.Take(Limit).Select(show)]), ["has_more"] = items.Count > Limit };
        if (items.Count > Limit)
            page["pagination_key"] = Encode(position(items[Limit - 1]));
        return page;
    }

    static string Encode((long At, string Id) position) =>
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{position.At}|{position.Id}")));

    static (long, string) Decode(string key)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromHexString(key)).Split('|', 2);
            return (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
        }
        catch (Exception unreadable) when (unreadable is FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw Refusal.Invalid("pagination_key is invalid");
        }
    }
}
