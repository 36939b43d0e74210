using JasperFx.Events;
using Switchhook.Agents;
using Switchhook.Agents.Retell;

namespace Switchhook.Specs.Agents;

/// <summary>An agent that its owner made at Retell, and how far its connecting has come: folded by the real Apply.</summary>
static class GivenConnectedAgent
{
    public const string Ours = "https://switchhook.example.com/api/retell/webhook",
        Theirs = "https://n8n.example.com/webhook/1";
    public const string RetellId = "agent_theirs",
        Number = "+14155550132",
        Mark = "1a2b3c4d";

    public static readonly Guid Id = Guid.Parse("01a213d3-dbbf-72c6-98df-a79fc6590413");
    public static readonly ConnectionRequested Request = new("Front desk", null, RetellId, Number, "wxyz");
    public static readonly ConnectionRequested Claim = Request with { KeyEnds = null };
    public static readonly object[] Found =
    [
        new KeyAccepted("Reyes Dental LLC"),
        new AgentFound(3, "voice_1", "Ada", "llm_1", "Answer.", "Hello", 60),
    ];
    public static readonly object[] Linked = [.. Found, new NumberFound(Number, "+1 (415) 555-0132"), new AgentConnected(RetellId)];
    public static readonly WebhookBegun Begun = new(3, Theirs, null, ["is_lead"]);
    public static readonly object[] Set = [.. Linked, Begun, new WebhookSet(4, null)];

    public static Agent After(params IEnumerable<object> history) => After(Request, history);

    public static Agent After(ConnectionRequested wish, params IEnumerable<object> history) =>
        history.Aggregate(
            Agent.Create(Kept(wish)),
            (agent, e) =>
                e switch
                {
                    KeyAccepted x => agent.Apply(x),
                    AgentFound x => agent.Apply(Kept(x)),
                    NumberFound x => agent.Apply(x),
                    AgentClaimed x => agent.Apply(x),
                    AgentSeen x => agent.Apply(x),
                    ClaimApproved x => agent.Apply(x),
                    AgentConnected x => agent.Apply(x),
                    ConnectionRefused x => agent.Apply(x),
                    WebhookBegun x => agent.Apply(x),
                    WebhookSet x => agent.Apply(x),
                    WebhookLeft x => agent.Apply(x),
                    WebhookRetried x => agent.Apply(x),
                    FirstWebhookRecorded x => agent.Apply(x),
                    DisconnectRequested x => agent.Apply(x),
                    RestoreBegun x => agent.Apply(x),
                    AgentDisconnected x => agent.Apply(x),
                    AgentEdited x => agent.Apply(Kept(x)),
                    AgentPaused x => agent.Apply(x),
                    TransferWanted x => agent.Apply(x),
                    TransferAgentCreated x => agent.Apply(x),
                    LostAtRetell x => agent.Apply(x),
                    BackupNumberChosen x => agent.Apply(x),
                    BackupNumberBegun x => agent.Apply(x),
                    BackupNumberSet x => agent.Apply(x),
                    BackupNumberRestored x => agent.Apply(x),
                    BackupNumberNotRestored x => agent.Apply(x),
                    _ => throw new ArgumentException(e.GetType().Name),
                }
        );

    /// <summary>What Retell says of its latest version.</summary>
    public static ConnectedAgent Version(int version, string? url = Theirs, bool published = true, string name = "Front desk") =>
        new(RetellId, name, version, published, "voice_1", 3_600_000, new("retell-llm", "llm_1", version), url, null, null);

    public static ConnectedNumber Bound(string inbound, string? outbound = null) =>
        new(Number, "+1 (415) 555-0132", List(inbound), outbound is null ? null : List(outbound));

    static IReadOnlyList<RetellBoundAgent> List(string json) =>
        System.Text.Json.JsonSerializer.Deserialize<IReadOnlyList<RetellBoundAgent>>(json, RetellJson.Options)!;

    static Event<T> Kept<T>(T e)
        where T : notnull => new(e) { StreamKey = Agent.StreamOf(Id), Timestamp = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero) };
}
