using System.Text.Json;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Retell;

/// <summary>A page of one of Retell's lists. Its rows are read one by one, so that an odd one hides no other.</summary>
public sealed record RetellPage(IReadOnlyList<JsonElement> Items, string? Next)
{
    public static RetellPage Read(JsonElement page) =>
        new(page.Members("items"), page.IsTrue("has_more") ? page.GetStringOrNull("pagination_key") : null);
}

/// <param name="Tag">The mark in its variables; null when it bears none.</param>
public record RetellLlmRow(string LlmId, string? Tag)
{
    public static RetellLlmRow? Read(JsonElement row) =>
        row.GetStringOrNull("llm_id") is { } id
            ? new(id, row.Member("default_dynamic_variables").GetStringOrNull(RetellLlm.TagVariable))
            : null;
}

public record RetellAgentRow(string AgentId, string? AgentName, long? UserModifiedTimestamp)
{
    public static RetellAgentRow? Read(JsonElement row) =>
        row.GetStringOrNull("agent_id") is { } id
            ? new(id, row.GetStringOrNull("agent_name"), row.GetInt64OrNull("user_modified_timestamp"))
            : null;
}

public record RetellVersionRow(int Version, bool IsPublished, int? BaseVersion, string? VersionDescription)
{
    public static RetellVersionRow? Read(JsonElement row) =>
        row.GetInt64OrNull("version") is >= 0 and <= int.MaxValue and var version
            ? new(
                (int)version,
                row.IsTrue("is_published"),
                (int?)row.GetInt64OrNull("base_version"),
                row.GetStringOrNull("version_description")
            )
            : null;
}
