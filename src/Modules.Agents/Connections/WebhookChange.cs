using System.Text.Json;
using System.Text.Json.Nodes;
using Switchhook.Agents.Retell;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Connections;

/// <summary>
/// Where an agent's events go, as it is to be, with the questions that find leads in its calls. Nothing else of the agent is touched.
/// </summary>
/// <param name="After">The published version that the change follows.</param>
/// <param name="Fields">The questions that are added, or taken out again.</param>
public sealed record WebhookChange(
    string RetellAgentId,
    int After,
    bool IsRestoring,
    string? Url,
    IReadOnlyList<string>? Events,
    IReadOnlyList<string> Fields
)
{
    /// <summary>What Retell sends when an agent names nothing.</summary>
    static readonly string[] Usual = ["call_started", "call_ended", "call_analyzed"];
    static readonly string[] Needed = [.. Usual, "transcript_updated"];

    public static WebhookChange For(Connection connection, string ours)
    {
        var (after, before) = (connection.PublishingAfter!.Value, connection.FormerWebhook!);
        return connection.IsRestoring
            ? new(connection.RetellAgentId, after, true, before.OldUrl, before.OldEvents, before.Added)
            : new(connection.RetellAgentId, after, false, ours, [.. (before.OldEvents ?? Usual).Union(Needed)], before.Added);
    }

    /// <summary>Those of our questions that an agent does not ask yet.</summary>
    public static IEnumerable<string> MissingIn(ConnectedAgent version) => AnalysisQuestions.All.Select(x => x.Name).Except(Names(version));

    /// <summary>Run again after whatever ended it, it goes on where it was.</summary>
    public async Task<(ConnectedAgent Latest, bool IsOurs)> PublishAsync(RetellAgents retell, CancellationToken stop)
    {
        var latest = await retell.Latest(RetellAgentId, stop);
        if (latest.Version == After)
        {
            if (!latest.IsPublished)
                return (latest, false);
            if (IsIn(latest))
                return (latest, true);
            latest = await retell.DraftAfter(RetellAgentId, After, stop);
        }
        // Which number a draft has is for Retell to say: one that was deleted before leaves a gap.
        if (latest.Version < After || latest.BaseVersion is { } made && made != After)
            return (latest, false);
        if (!latest.IsPublished)
            latest = await FinishAsync(retell, latest, stop);
        return (latest, latest.IsPublished && IsIn(latest));
    }

    async Task<ConnectedAgent> FinishAsync(RetellAgents retell, ConnectedAgent draft, CancellationToken stop)
    {
        try
        {
            await retell.ChangeDraft(RetellAgentId, draft.Version, Body(draft), stop);
            await retell.Publish(RetellAgentId, draft.Version, stop);
        }
        catch (RetellRefusal refusal) when (!refusal.IsPassing)
        {
            await DropAsync(retell, draft, refusal, stop);
            throw;
        }
        return await retell.Latest(RetellAgentId, stop);
    }

    /// <summary>What we were not let finish is not left lying about in somebody's account.</summary>
    async Task DropAsync(RetellAgents retell, ConnectedAgent draft, RetellRefusal why, CancellationToken stop)
    {
        try
        {
            await retell.DropDraft(RetellAgentId, draft.Version, stop);
        }
        catch (RetellRefusal left)
        {
            throw new RetellRefusal(
                why.Status,
                $"{why.Message} The draft (version {draft.Version}) could not be taken back either: {left.Message}",
                mayHaveHappened: false,
                left
            );
        }
    }

    bool IsIn(ConnectedAgent version) =>
        version.WebhookUrl == Url
        && (IsRestoring || (Events!.All((version.WebhookEvents ?? Usual).Contains) && Fields.All(Names(version).Contains)));

    ChangeWebhook Body(ConnectedAgent draft) =>
        new(
            Url,
            Events,
            [
                .. (draft.PostCallAnalysisData ?? [])
                    .OfType<JsonObject>()
                    .Where(x => !Fields.Contains(Name(x)))
                    .Select(x => x.Deserialize<JsonElement>()),
                .. IsRestoring ? [] : Ours(),
            ]
        );

    IEnumerable<JsonElement> Ours() =>
        AnalysisQuestions.All.Where(x => Fields.Contains(x.Name)).Select(x => JsonSerializer.SerializeToElement(x, RetellRequest.Options));

    static IEnumerable<string> Names(ConnectedAgent version) => (version.PostCallAnalysisData ?? []).Select(Name);

    static string Name(JsonNode? field) =>
        field is JsonObject item && item["name"]?.GetValueKind() is JsonValueKind.String ? item["name"]!.GetValue<string>() : "";
}
