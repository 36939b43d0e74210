using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Voices;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Versions;

/// <summary>Brings a version before the callers. Run again after whatever ended it, it finds how far it was and goes on.</summary>
public record PublishEdit(Guid AgentId, int Revision, int Attempt = 1) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class PublishEditHandler
{
    const int Attempts = 4;

    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(300)]
    public static async Task<OutgoingMessages> Handle(
        PublishEdit edit,
        IDocumentSession session,
        RetellAccounts accounts,
        VoiceCatalog voices,
        ProvisioningSettings rules,
        CancellationToken stop
    )
    {
        if (
            await session.Events.AggregateStreamAsync<Agent>(edit.Stream, token: stop) is not { } agent
            || agent.Revisions.Publishing()?.Number != edit.Revision
        )
            return [];
        try
        {
            return await RecordAsync(
                edit,
                await PublishAsync(agent, (await accounts.OfAsync(agent, session, stop)).Versions, voices, stop),
                session,
                stop
            );
        }
        catch (RetellRefusal passing) when (passing.IsPassing && edit.Attempt < Attempts)
        {
            var again = new OutgoingMessages();
            again.Delay(edit with { Attempt = edit.Attempt + 1 }, rules.LookupInterval / 4);
            return again;
        }
        catch (RetellRefusal refusal)
        {
            var next = await RecordAsync(
                edit,
                [new EditFailed(edit.Revision, EditText.For(refusal, agent), refusal.Message)],
                session,
                stop
            );
            // What had no answer may have been done after all, and what is unknown may be gone.
            if (refusal.MayHaveHappened)
                next.Delay(new CheckLiveVersion(edit.AgentId, Surely: true), rules.LookupInterval);
            if (refusal.IsUnknown)
                next.Add(new CheckAgentAtRetell(edit.AgentId));
            return next;
        }
    }

    static async Task<IReadOnlyList<object>> PublishAsync(Agent agent, RetellVersions retell, VoiceCatalog voices, CancellationToken stop)
    {
        var (revision, id) = (agent.Revisions.Publishing()!, agent.RetellAgentId!);
        var live = await LiveVersion.Of(agent, retell, stop);
        if (live.Ours?.Number == revision.Number)
            return [new EditPublished(revision.Number, live.Number)];
        if (live.Foreign is { } foreign && revision.Replaces != foreign.Number)
            return [foreign.Noticed(agent, await voices.All(stop)), new EditFailed(revision.Number, EditText.Foreign, "")];

        var mark = VersionMarker.Of(agent, revision.Number);
        var draft = await DraftAsync(agent, live, retell, stop);
        await retell.Write(agent, draft, revision.Settings, mark, stop);
        await retell.Publish(id, draft.Number, $"Version {revision.Number}", mark, stop);
        if (!(await retell.Read(id, draft.Number, stop)).IsPublished)
            throw new RetellRefusal(null, "Retell does not show the version as published.", mayHaveHappened: true);
        var published = new EditPublished(revision.Number, draft.Number);
        return live.Ours is { } earlier ? [new EditPublished(earlier.Number, live.Number), published] : [published];
    }

    /// <summary>A draft of an earlier run is taken up again; somebody's own draft in Retell's dashboard is left alone.</summary>
    static async Task<RetellVersion> DraftAsync(Agent agent, LiveVersion live, RetellVersions retell, CancellationToken stop)
    {
        var id = agent.RetellAgentId!;
        RetellVersion? heard = null;
        foreach (var row in live.Versions.Where(x => !x.IsPublished && x.Version > live.Number).OrderByDescending(x => x.Version))
        {
            if (
                VersionMarker.Read(row.VersionDescription, agent) is { } marked
                && agent.Revisions.Any(x => x.Number == marked && x.PublishedAt is null)
            )
                return await retell.Read(id, row.Version, stop);
            if (row.BaseVersion != live.Number)
                continue;
            var draft = await retell.Read(id, row.Version, stop);
            if (draft.IsCopyOf(heard ??= await retell.Read(id, live.Number, stop)))
                return draft;
        }
        return await retell.Draft(id, live.Number, stop);
    }

    /// <summary>In the stream as it is by now: it may have been edited again, or deleted, while Retell was asked.</summary>
    static async Task<OutgoingMessages> RecordAsync(
        PublishEdit edit,
        IReadOnlyList<object> told,
        IDocumentSession session,
        CancellationToken stop
    )
    {
        var stream = await session.Events.FetchForWriting<Agent>(edit.Stream, stop);
        if (stream.Aggregate is not { } agent || agent.Revisions.Publishing()?.Number != edit.Revision)
            return [];
        stream.AppendMany(told);
        var next = new OutgoingMessages();
        if (told.OfType<EditPublished>().Any())
            next.Add(new UnpinNumber(edit.AgentId));
        if (agent.Newest.State is RevisionState.Waiting)
            next.Add(new PublishEdit(edit.AgentId, agent.Newest.Number));
        return next;
    }
}
