using System.Globalization;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>An agent or an LLM: drafts and published versions of one id.</summary>
public class VersionedResource
{
    public List<JsonObject> Versions { get; init; } = [];

    /// <summary>The number an agent was last bound to for inbound calls.</summary>
    public string? Line { get; set; }

    /// <summary>The highest number that was ever given: one that is deleted is not given again.</summary>
    public int Last { get; set; }

    public JsonObject Latest => Versions.MaxBy(VersionOf)!;
    public JsonObject? LatestPublished => Versions.Where(IsPublished).MaxBy(VersionOf);
    public int Next => Math.Max(VersionOf(Latest), Last) + 1;

    public static int VersionOf(JsonObject version) => version["version"].Int()!.Value;

    public static bool IsPublished(JsonObject version) => version["is_published"].IsTrue();

    public JsonObject? At(int version) => Versions.Find(each => VersionOf(each) == version);

    /// <summary>A number, "latest" or "latest_published"; nothing said means the latest. The sandbox has no tags.</summary>
    public JsonObject? Resolve(string? reference) =>
        reference switch
        {
            null or "latest" => Latest,
            "latest_published" => LatestPublished,
            _ => int.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? At(version) : null,
        };
}
