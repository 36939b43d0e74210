using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>
/// Asks a number's own webhook before an inbound call begins: reject it, let another agent answer, add variables. The caller hears it ring
/// meanwhile.
/// </summary>
public class InboundWebhook(WebhookPoster delivery, IHostApplicationLifetime host)
{
    const int Tries = 4;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<InboundAnswer> Ask(Workspace workspace, CallRoute line, JsonObject? bound, string callId, string caller, long now)
    {
        if (line.Webhook is not { } url)
            return InboundAnswer.None;
        var call = new JsonObject { ["call_id"] = callId };
        if (bound is not null)
            call.With(new JsonObject { ["agent_id"] = line.AgentId, ["agent_version"] = VersionedResource.VersionOf(bound) });
        call.With(new JsonObject { ["from_number"] = caller, ["to_number"] = line.Number });
        var body = SandboxJson.Bytes(
            new JsonObject
            {
                ["event"] = "call_inbound",
                ["event_timestamp"] = now,
                ["call_inbound"] = call,
            }
        );
        for (var attempt = 0; attempt < Tries; attempt++)
            if (await delivery.Post(url, body, workspace.Profile.WebhookKey, Patience, listen: true, host.ApplicationStopping) is { } said)
                return InboundAnswer.Of(said);
        return InboundAnswer.None;
    }
}
