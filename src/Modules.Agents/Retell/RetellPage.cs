using System.Text.Json;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Retell;

/// <summary>A page of one of Retell's lists. Its rows are read one by one, so that an odd one hides no other.</summary>
public sealed record RetellPage(IReadOnlyList<JsonElement> Items, string? Next)
{
    public static RetellPage Read(JsonElement page) =>
        new(page.Members("items"), page.IsTrue("has_more") ? page.Words("pagination_key") : null);
}

/// <param name="Tag">The mark in its variables; null when it bears none.</param>
public record RetellLlmRow(string LlmId, string? Tag)
{
    public static RetellLlmRow? Read(JsonElement row) =>
        row.Words("llm_id") is { } id ? new(id, row.Member("default_dynamic_variables").Words(RetellLlm.Mark)) : null;
}

public record RetellAgentRow(string AgentId, string? AgentName, long? UserModifiedTimestamp)
{
    public static RetellAgentRow? Read(JsonElement row) =>
        row.Words("agent_id") is { } id ? new(id, row.Words("agent_name"), row.Whole("user_modified_timestamp")) : null;
}

public record RetellVersionRow(int Version, bool IsPublished, int? BaseVersion, string? VersionDescription)
{
    public static RetellVersionRow? Read(JsonElement row) => row.Whole("version") is >= 0 and <= int.MaxValue and var version
        ? new((int)version, row.IsTrue("is_published"), (int?)row.Whole("base_version"), row.Words("version_description")) : null;
}
