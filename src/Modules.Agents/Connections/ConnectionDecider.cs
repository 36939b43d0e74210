using Switchhook.Agents.BackupNumbers;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Connections;

/// <summary>What follows from what Retell said, what an admin decided, what arrived.</summary>
public static class ConnectionDecider
{
    public static ConnectionResult OnKeyChecked(Agent agent, KeyInfo info) =>
        new([new KeyAccepted(info.OrgName ?? info.ApiKeyName ?? "")], [new FindAgent(agent.AgentId)]);

    /// <param name="link">Who has it already.</param>
    /// <param name="mark">This installation's: what bears it was created here.</param>
    public static ConnectionResult OnAgentFound(
        Agent agent,
        ConnectedAgent read,
        ConnectedPrompt? prompt,
        string voice,
        AgentLink? link,
        string mark
    )
    {
        if (Tag.Read(read.AgentName, mark) is not null)
            return Refused(agent, ConnectionStep.Agent, ConnectionText.CreatedHere);
        if (link is not null)
            return Refused(agent, ConnectionStep.Agent, ConnectionText.Taken);
        if (!agent.Connection!.IsProven)
            return new([new AgentSeen()], [new FindNumber(agent.AgentId)]);
        if (agent.Connection.SystemPrompt is not null && prompt is null)
            return Refused(agent, ConnectionStep.Agent, ConnectionText.NoSinglePrompt);
        var minutes = (int)Math.Ceiling((read.MaxCallDurationMs ?? 3_600_000) / 60_000d);
        return new(
            [new AgentFound(read.Version, read.VoiceId ?? "", voice, prompt?.LlmId, prompt?.GeneralPrompt, prompt?.BeginMessage, minutes)],
            [new FindNumber(agent.AgentId)]
        );
    }

    public static ConnectionResult OnNumberFound(Agent agent, ConnectedNumber number, AgentLink? link)
    {
        if (!number.IsBoundTo(agent.Connection!.RetellAgentId))
            return Refused(agent, ConnectionStep.Number, ConnectionText.NotBound(agent.Connection.Number));
        if (link is not null)
            return Refused(agent, ConnectionStep.Number, ConnectionText.Taken);
        var found = new NumberFound(number.PhoneNumber, number.PhoneNumberPretty ?? number.PhoneNumber);
        return agent.Connection.IsProven
            ? new([found, Connected(agent)], Linked(agent))
            : new(
                [found, new AgentClaimed()],
                [new OwnershipApprovalRequested(agent.AgentId, agent.Name, agent.Connection.RetellAgentId, number.PhoneNumber)]
            );
    }

    /// <summary>Approved, it is looked at once more: only now may what it says be read, and a while has passed.</summary>
    public static ConnectionResult OnApprovalDecided(Agent agent, bool approved, AgentLink? link) =>
        (approved, link) switch
        {
            (false, _) => Refused(agent, ConnectionStep.Approval, ConnectionText.NotApproved),
            (_, not null) => Refused(agent, ConnectionStep.Approval, ConnectionText.Taken),
            _ => new([new ClaimApproved()], [new FindAgent(agent.AgentId), ApprovalClosed(agent)]),
        };

    /// <param name="ours">Our address.</param>
    public static ConnectionResult OnWebhookRead(Agent agent, ConnectedAgent latest, string ours)
    {
        var (connection, isOurs) = (agent.Connection!, latest.WebhookUrl == ours);
        if (connection.IsDisconnecting)
            return RestoreWebhook(agent, latest, isOurs);
        if (!latest.IsPublished)
            return ManualSetup(agent, ConnectionText.Draft(latest.Version), "");
        var (url, events) = isOurs
            ? (connection.FormerWebhook?.OldUrl, connection.FormerWebhook?.OldEvents)
            : (latest.WebhookUrl, latest.WebhookEvents);
        IReadOnlyList<string> added = [.. (connection.FormerWebhook?.Added ?? []).Union(WebhookChange.MissingIn(latest))];
        return new([new WebhookBegun(latest.Version, url, events, added)], [new PublishWebhook(agent.AgentId)]);
    }

    public static ConnectionResult OnWebhookPublished(Agent agent, int version, string? pin)
    {
        var connection = agent.Connection!;
        if (connection.IsRestoring)
            return Disconnected(agent, version, pin is null ? null : ConnectionText.StillPinned(connection.Number, pin, version));
        OutgoingMessages next = [.. DisconnectIfRequested(agent)];
        if (pin is null)
            next.Add(agent.Changed(connection.IsDisconnecting ? AgentStatus.Disconnecting : AgentStatus.Live, agent.Number));
        if (connection is not { SystemPrompt: { } prompt, IsDisconnecting: false })
            return new([new WebhookSet(version, pin)], next);

        // The owner's prompt is a version of its own after the one that was found: it can be compared, and taken back.
        var (settings, revision) = (agent.Settings, agent.Newest.Number + 1);
        next.Add(new PublishEdit(agent.AgentId, revision));
        return new(
            [
                new WebhookSet(version, pin),
                new AgentEdited(
                    revision,
                    settings.Name,
                    AgentSettings.Lines(prompt),
                    settings.Greeting,
                    settings.VoiceId,
                    settings.VoiceName,
                    settings.MaxCallMinutes,
                    null,
                    IsWholePrompt: true,
                    OpensInOwnWords: settings.OpensInOwnWords
                ),
            ],
            next
        );
    }

    public static ConnectionResult WebhookRefused(Agent agent, RetellRefusal refusal) =>
        agent.Connection is { IsDisconnecting: true, PublishingAfter: null } or { IsRestoring: true }
            // An agent that is gone from Retell has nothing to put back.
            ? refusal.IsUnknown && agent.MissingResources.Contains(RetellResourceKind.Agent)
                ? Disconnected(agent, null, null)
                : Disconnected(
                    agent,
                    null,
                    ConnectionText.NotRestored(agent.Connection.FormerWebhook?.OldUrl, ConnectionText.NotAllowed(refusal))
                )
            : ManualSetup(agent, ConnectionText.NotAllowed(refusal), refusal.Message);

    public static ConnectionResult OnFirstWebhook(Agent agent, string retellAgentId) =>
        agent is { Connection: { HasReceivedWebhook: false, IsOver: false } connection } && agent.RetellAgentId == retellAgentId
            ? new([new FirstWebhookRecorded()], connection.IsDisconnecting ? [] : [agent.Changed(AgentStatus.Live, agent.Number)])
            : ConnectionResult.Empty;

    /// <summary>While a change is on its way, that change ends first and then leads here again.</summary>
    public static ConnectionResult Disconnect(Agent agent) =>
        agent.Connection! switch
        {
            { Awaits: ConnectionStep.Approval } => Disconnected(agent, null, null) is var left
                ? left with
                {
                    Next = [.. left.Next, ApprovalClosed(agent)],
                }
                : ConnectionResult.Empty,
            { Awaits: null } => new(
                [new DisconnectRequested()],
                [NextDisconnectStep(agent), agent.Changed(AgentStatus.Disconnecting, agent.Number)]
            ),
            { Awaits: ConnectionStep.Webhook } => new(
                [new DisconnectRequested()],
                [agent.Changed(AgentStatus.Disconnecting, agent.Number)]
            ),
            _ => Disconnected(agent, null, null),
        };

    public static ConnectionResult BackupRestored(Agent agent, IReadOnlyList<object> events) =>
        new(events, [new PrepareWebhook(agent.AgentId)]);

    public static ConnectionResult Refused(Agent agent, ConnectionStep step, RetellRefusal refusal) =>
        Refused(agent, step, ConnectionText.For(refusal, step, agent.Connection!), refusal.Message);

    static ConnectionResult Refused(Agent agent, ConnectionStep step, string sentence, string retellsMessage = "")
    {
        OutgoingMessages next =
        [
            agent.Changed(AgentStatus.Failed) with
            {
                RetellsMessage = retellsMessage.Length == 0 ? null : retellsMessage,
            },
        ];
        if (step is ConnectionStep.Approval)
            next.Add(ApprovalClosed(agent));
        return new([new ConnectionRefused(step, sentence, retellsMessage)], next);
    }

    static AgentConnected Connected(Agent agent) => new(agent.Connection!.RetellAgentId);

    /// <summary>Linked before the address is set: no event can come before Calls knows whose it is.</summary>
    static OutgoingMessages Linked(Agent agent) =>
        [new AgentLinked(agent.Connection!.RetellAgentId, agent.Name), new PrepareWebhook(agent.AgentId)];

    static OwnershipApprovalClosed ApprovalClosed(Agent agent) => new(agent.AgentId);

    static ConnectionResult ManualSetup(Agent agent, string sentence, string retellsMessage) =>
        new([new WebhookLeft(sentence, retellsMessage)], DisconnectIfRequested(agent));

    static OutgoingMessages DisconnectIfRequested(Agent agent) => agent.Connection!.IsDisconnecting ? [NextDisconnectStep(agent)] : [];

    /// <summary>The number comes first: the key is forgotten once the webhook is put back.</summary>
    static WebhookMessage NextDisconnectStep(Agent agent) =>
        agent.Backup.HasFormer ? new RestoreBackupNumber(agent.AgentId) : new PrepareWebhook(agent.AgentId);

    static ConnectionResult RestoreWebhook(Agent agent, ConnectedAgent latest, bool isOurs) =>
        (isOurs, agent.Connection!.FormerWebhook) switch
        {
            // Whoever led it elsewhere in the meantime wants it there.
            (false, _) => Disconnected(agent, null, null),
            (_, null) => Disconnected(agent, null, ConnectionText.NotRestored(null, ConnectionText.SetByHand)),
            (_, { } before) when !latest.IsPublished => Disconnected(
                agent,
                null,
                ConnectionText.NotRestored(before.OldUrl, ConnectionText.Draft(latest.Version))
            ),
            _ => new([new RestoreBegun(latest.Version)], [new PublishWebhook(agent.AgentId)]),
        };

    static ConnectionResult Disconnected(Agent agent, int? version, string? left)
    {
        OutgoingMessages next = [agent.Changed(AgentStatus.Disconnected)];
        next.AddRange(
            agent.Transfers.Select(x => x.RetellAgentId).Prepend(agent.RetellAgentId).OfType<string>().Select(x => new AgentUnlinked(x))
        );
        var byHand =
            left is null ? agent.Backup.ManualRestoreText
            : agent.Backup.ManualRestoreText is { } backup ? $"{left} {backup}"
            : left;
        return new([new AgentDisconnected(agent.Connection!.RetellAgentId, version, byHand)], next);
    }
}
