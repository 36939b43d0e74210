using System.Text.Json.Nodes;

namespace Switchhook.Agents;

/// <summary>Where an agent's events go, as it is to be. Nothing else of the agent is touched, but for the prompt that the owner gave.</summary>
/// <param name="After">The published version that the change follows.</param>
public sealed record WebhookChange(string RetellAgentId, int After, string? Url, IReadOnlyList<string>? Events, string? SystemPrompt)
{
    /// <summary>What Retell sends when an agent names nothing.</summary>
    static readonly string[] Usual = ["call_started", "call_ended", "call_analyzed"];
    static readonly string[] Needed = [.. Usual, "transcript_updated"];

    public static WebhookChange For(Connection connection, string ours) => connection.IsRestoring
        ? new(connection.RetellAgentId, connection.Publishing!.Value, connection.Before!.OldUrl, connection.Before.OldEvents, null)
        : new(connection.RetellAgentId, connection.Publishing!.Value, ours, [.. (connection.Before!.OldEvents ?? Usual).Union(Needed)], connection.SystemPrompt);

    /// <summary>Run again after whatever ended it, it goes on where it was.</summary>
    public async Task<(ConnectedAgent Latest, bool IsOurs)> PublishAsync(RetellAgents retell, CancellationToken stop)
    {
        var latest = await retell.Latest(RetellAgentId, stop);
        if (latest.Version == After)
        {
            if (!latest.IsPublished) return (latest, false);
            if (IsIn(latest) && SystemPrompt is null) return (latest, true);
            latest = await retell.DraftAfter(RetellAgentId, After, stop);
        }
        if (latest.Version != After + 1) return (latest, false);
        if (!latest.IsPublished) latest = await FinishAsync(retell, latest, stop);
        return (latest, latest.IsPublished && IsIn(latest));
    }

    async Task<ConnectedAgent> FinishAsync(RetellAgents retell, ConnectedAgent draft, CancellationToken stop)
    {
        try
        {
            if (SystemPrompt is not null && draft.ResponseEngine is { LlmId: { } llmId, Version: { } version })
                await retell.ChangePrompt(llmId, version, new JsonObject { ["general_prompt"] = SystemPrompt }, stop);
            await retell.ChangeDraft(RetellAgentId, draft.Version, Body(), stop);
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
            throw new RetellRefusal(why.Status, $"{why.Message} The draft (version {draft.Version}) could not be taken back either: {left.Message}", mayHaveHappened: false, left);
        }
    }

    bool IsIn(ConnectedAgent version) => version.WebhookUrl == Url && (Events is null || Events.All((version.WebhookEvents ?? Usual).Contains));

    // Nulls are said: they put back what was not set before.
    JsonObject Body() => new()
    {
        ["webhook_url"] = Url,
        ["webhook_events"] = Events is null ? null : new JsonArray([.. Events.Select(x => JsonValue.Create(x))]),
    };
}
