namespace Switchhook.Scenarios;

/// <summary>Whom a way in is for.</summary>
enum Audience
{
    /// <summary>Anybody, signed in or not: it tells of nobody.</summary>
    Anyone,

    /// <summary>Whoever is signed in: it tells them of themselves, and has no id in its address.</summary>
    Oneself,

    /// <summary>The owner of the thing whose id is in the address: to others there is no such thing.</summary>
    Owner,

    /// <summary>People with a role; to others it is closed.</summary>
    Staff,

    /// <summary>Machines with a key or a signature; open ones tell of nobody.</summary>
    Machines,

    /// <summary>Whoever builds the product; in Production it is not there.</summary>
    Builders,
}

/// <summary>What stands in addresses of somebody who has one of everything.</summary>
public interface IKnownIds
{
    string Tenant { get; }
    string Call { get; }
    string Lead { get; }
    Guid Delivery { get; }
    (Guid AgentId, string? RetellAgentId) Agent { get; }
}

/// <param name="Name">Method, route and, of a page's handlers, the handler: <c>POST /leads/{id:guid} Note</c>.</param>
/// <param name="At">The address to visit, where the route itself is none.</param>
sealed record EndpointAccess(string Name, Audience For, Func<IKnownIds, string>? At = null)
{
    public string Method => Name.Split(' ')[0] is "*" ? "GET" : Name.Split(' ')[0];
    public string Route => Name.Split(' ')[1];
    public string? Handler => Name.Split(' ') is [_, _, var handler] ? handler : null;

    public string Address(IKnownIds them)
    {
        var address = At?.Invoke(them) ?? Route;
        return Handler is null ? address : address + (address.Contains('?') ? "&" : "?") + "handler=" + Handler;
    }
}

/// <summary>
/// Every way into the site, and whom it is for. A new page, handler or endpoint fails the tests until it stands here: one line.
/// </summary>
static partial class EndpointAccessMatrix
{
    public static readonly IReadOnlyList<EndpointAccess> All =
    [
        new("GET /", Audience.Anyone),
        new("GET / Dashboard", Audience.Oneself, x => $"/?playing={x.Call}"),
        new("GET / WaitingLeads", Audience.Oneself),
        new("POST / Simulate", Audience.Oneself),
        new("GET /test-call", Audience.Oneself),
        new("POST /test-call", Audience.Oneself),
        new("POST /test-call Join", Audience.Oneself),
        new("GET /sign-up", Audience.Anyone),
        new("POST /sign-up", Audience.Anyone),
        new("GET /check-mail", Audience.Anyone),
        new("GET /confirm", Audience.Anyone, x => $"/confirm?id={x.Tenant}&code=guess"),
        new("POST /confirm", Audience.Anyone, x => $"/confirm?id={x.Tenant}&code=guess"),
        new("GET /sign-in", Audience.Anyone),
        new("POST /sign-in", Audience.Anyone),
        new("POST /sign-in Passkey", Audience.Anyone),
        new("POST /sign-in/passkey-options", Audience.Anyone),
        new("GET /sign-out", Audience.Oneself),
        new("POST /sign-out", Audience.Oneself),
        new("GET /forgot-password", Audience.Anyone),
        new("POST /forgot-password", Audience.Anyone),
        new("GET /reset-password", Audience.Anyone, x => $"/reset-password?id={x.Tenant}&code=guess"),
        new("POST /reset-password", Audience.Anyone, x => $"/reset-password?id={x.Tenant}&code=guess"),
        new("GET /first-admin", Audience.Anyone),
        new("POST /first-admin", Audience.Anyone),
        new("GET /access-denied", Audience.Anyone),
        new("POST /account/passkeys/options", Audience.Oneself),
        new("POST /first-admin Mine", Audience.Oneself),
        new("GET /account", Audience.Oneself),
        new("POST /account Password", Audience.Oneself),
        new("POST /account AddPasskey", Audience.Oneself),
        new("POST /account RenamePasskey", Audience.Oneself),
        new("POST /account RemovePasskey", Audience.Oneself),
        new("POST /account EndSession", Audience.Oneself),
        new("POST /account Everywhere", Audience.Oneself),
        new("POST /account Link", Audience.Oneself),
        new("POST /account Zone", Audience.Oneself),
        new("GET /admin/users", Audience.Staff),
        new("POST /admin/users", Audience.Staff),
        new("GET /admin/users/{id:guid}", Audience.Staff, x => $"/admin/users/{x.Tenant}"),
        new("POST /admin/users/{id:guid} Grant", Audience.Staff, x => $"/admin/users/{x.Tenant}"),
        new("POST /admin/users/{id:guid} Withdraw", Audience.Staff, x => $"/admin/users/{x.Tenant}"),
        new("POST /admin/users/{id:guid} Suspend", Audience.Staff, x => $"/admin/users/{x.Tenant}"),
        new("POST /admin/users/{id:guid} Reinstate", Audience.Staff, x => $"/admin/users/{x.Tenant}"),
        new("GET /admin/sign-ups", Audience.Staff),
        new("POST /admin/sign-ups Invite", Audience.Staff),
        new("POST /admin/sign-ups Withdraw", Audience.Staff),
        new("POST /admin/sign-ups Approve", Audience.Staff),
        new("GET /admin/limits", Audience.Staff),
        new("POST /admin/limits Clear", Audience.Staff),
        new("GET /admin/agents", Audience.Staff),
        new("POST /admin/agents", Audience.Staff),
        new("GET /audit", Audience.Staff),
        new("POST /audit", Audience.Staff),
        new("GET /audit/{owner:guid}/{**stream}", Audience.Staff, x => $"/audit/{x.Tenant}/call/{x.Call}"),
        new("GET /agent", Audience.Oneself),
        new("GET /agent Agent", Audience.Oneself),
        new("POST /agent Pause", Audience.Oneself),
        new("POST /agent Resume", Audience.Oneself),
        new("POST /agent BackupNumber", Audience.Oneself),
        new("POST /agent Retry", Audience.Oneself),
        new("POST /agent AreaCode", Audience.Oneself),
        new("POST /agent Delete", Audience.Oneself),
        new("GET /agent/settings", Audience.Oneself),
        new("GET /agent/settings News", Audience.Oneself),
        new("GET /agent/settings Heard", Audience.Oneself),
        new("POST /agent/settings Review", Audience.Oneself),
        new("POST /agent/settings Edit", Audience.Oneself),
        new("POST /agent/settings Save", Audience.Oneself),
        new("POST /agent/settings Keep", Audience.Oneself),
        new("POST /agent/settings Replace", Audience.Oneself),
        new("GET /agent/versions", Audience.Owner, x => $"/agent/versions?of={x.Agent.AgentId}"),
        new("GET /agent/versions List", Audience.Owner, x => $"/agent/versions?of={x.Agent.AgentId}"),
        new("GET /agent/versions/{number:int}", Audience.Owner, x => $"/agent/versions/1?of={x.Agent.AgentId}"),
        new("POST /agent/versions/{number:int} Restore", Audience.Owner, x => $"/agent/versions/1?of={x.Agent.AgentId}"),
        new("GET /agent/answered/{retellAgentId}/{retellVersion:int}", Audience.Oneself, x => $"/agent/answered/{x.Agent.RetellAgentId}/0"),
        new("GET /agent/new", Audience.Oneself),
        new("POST /agent/new", Audience.Oneself),
        new("GET /agent/connect", Audience.Oneself),
        new("POST /agent/connect", Audience.Oneself),
        new("GET /agent/connection", Audience.Oneself),
        new("GET /agent/connection Body", Audience.Oneself),
        new("POST /agent/connection Retry", Audience.Oneself),
        new("POST /agent/connection Disconnect", Audience.Oneself),
        new("POST /agent/connection Key", Audience.Oneself),
        new("GET /agent/voices/{id}/preview", Audience.Oneself, _ => "/agent/voices/none/preview"),
        new("GET /calls", Audience.Oneself),
        new("GET /calls List", Audience.Oneself),
        new("GET /calls Export", Audience.Oneself),
        new("GET /calls/{callId}", Audience.Owner, x => $"/calls/{x.Call}"),
        new("GET /calls/{callId} Call", Audience.Owner, x => $"/calls/{x.Call}"),
        new("GET /calls/{callId} Turns", Audience.Owner, x => $"/calls/{x.Call}"),
        new("POST /calls/{callId} Note", Audience.Owner, x => $"/calls/{x.Call}"),
        new("POST /calls/{callId} EditNote", Audience.Owner, x => $"/calls/{x.Call}"),
        new("POST /calls/{callId} RemoveNote", Audience.Owner, x => $"/calls/{x.Call}"),
        new("GET /calls/of-agent", Audience.Oneself),
        new("GET /calls/{callId}/recording", Audience.Owner, x => $"/calls/{x.Call}/recording"),
        new("HEAD /calls/{callId}/recording", Audience.Owner, x => $"/calls/{x.Call}/recording"),
        new("GET /webhooks", Audience.Oneself),
        new("GET /webhooks List", Audience.Oneself),
        new("GET /webhooks OfCall", Audience.Oneself),
        new("POST /webhooks ReprocessFailed", Audience.Oneself),
        new("GET /webhooks/{id:guid}", Audience.Owner, x => $"/webhooks/{x.Delivery}"),
        new("POST /webhooks/{id:guid} Reprocess", Audience.Owner, x => $"/webhooks/{x.Delivery}"),
        new("GET /admin/webhooks", Audience.Staff),
        new("POST /admin/webhooks ReprocessFailed", Audience.Staff),
        new("GET /admin/webhooks/{id:guid}", Audience.Staff, x => $"/admin/webhooks/{x.Delivery}"),
        new("POST /admin/webhooks/{id:guid} Reprocess", Audience.Staff, x => $"/admin/webhooks/{x.Delivery}"),
        new("GET /leads", Audience.Oneself, x => $"/leads?view=all&settled={x.Lead}"),
        new("GET /leads Inbox", Audience.Oneself, _ => "/leads?view=all"),
        new("GET /leads/of-call/{callId}", Audience.Oneself, x => $"/leads/of-call/{x.Call}"),
        new("POST /leads/of-call/{callId}", Audience.Owner, x => $"/leads/of-call/{x.Call}"),
        new("GET /leads/{id:guid}", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("GET /leads/{id:guid} Lead", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Done", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Status", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Reopen", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Note", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads Search", Audience.Oneself),
        new("POST /leads Work", Audience.Oneself),
        new("POST /leads Undo", Audience.Oneself),
        new("POST /leads/{id:guid} Undo", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Edit", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} UndoEdit", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Next", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Find", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Merge", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Split", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Block", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Unblock", Audience.Owner, x => $"/leads/{x.Lead}"),
        new("GET /leads/rule", Audience.Oneself),
        new("POST /leads/rule Preview", Audience.Oneself),
        new("POST /leads/rule Apply", Audience.Oneself),
        new("GET /leads/settings", Audience.Oneself),
        new("POST /leads/settings", Audience.Oneself),
        new("POST /leads/settings Lines", Audience.Oneself),
        new("GET /leads/blocked", Audience.Oneself),
        new("POST /leads/blocked Block", Audience.Oneself),
        new("POST /leads/blocked Unblock", Audience.Oneself),
        new("GET /leads/mailed", Audience.Anyone, _ => "/leads/mailed?t=guess"),
        new("POST /leads/mailed", Audience.Anyone, _ => "/leads/mailed?t=guess"),
        new("GET /leads/export", Audience.Oneself, _ => "/leads/export?view=all"),
        new("GET /leads/import", Audience.Oneself),
        new("POST /leads/import Preview", Audience.Oneself),
        new("POST /leads/import Apply", Audience.Oneself),
        new("GET /account/export", Audience.Oneself),
        new("GET /account/mails", Audience.Oneself),
        new("POST /account/mails", Audience.Oneself),
        new("GET /admin/installation", Audience.Staff),
        new("POST /admin/installation Live", Audience.Staff),
        new("POST /admin/installation Copy", Audience.Staff),
        new("POST /admin/installation Release", Audience.Staff),
        new("GET /admin/messages", Audience.Staff),
        new("POST /admin/messages Replay", Audience.Staff),
        new("POST /admin/messages Discard", Audience.Staff),
        new("GET /admin/mail", Audience.Staff),
        new("POST /admin/mail Test", Audience.Staff),
        new("POST /admin/mail Resend", Audience.Staff),
        new("POST /api/retell/inbound", Audience.Machines),
        new("GET /admin/claims", Audience.Staff),
        new("POST /admin/claims Approve", Audience.Staff),
        new("POST /admin/claims Refuse", Audience.Staff),
        new("GET /error", Audience.Anyone),
        new("POST /error", Audience.Anyone),
        new("GET /status/{code:int}", Audience.Anyone, _ => "/status/404"),
        new("POST /status/{code:int}", Audience.Anyone, _ => "/status/404"),
        // What it streams is looked at by itself below: it never ends.
        new("GET /live", Audience.Oneself),
        new("POST /api/retell/webhook", Audience.Machines),
        // With the cookie, as a page may use them; what keys and tokens open is told in Signing_in_to_the_api.
        new("GET /account/keys", Audience.Oneself),
        new("POST /account/keys", Audience.Oneself),
        new("POST /account/keys Revoke", Audience.Oneself),
        new("POST /account/keys Unlink", Audience.Oneself),
        new("POST /account/keys Readmit", Audience.Oneself),
        new("GET /api/agents", Audience.Oneself),
        new("POST /api/agents", Audience.Oneself),
        new("POST /api/agents/connect", Audience.Oneself),
        new("GET /api/agents/{id:guid}", Audience.Owner, x => $"/api/agents/{x.Agent.AgentId}"),
        new("PATCH /api/agents/{id:guid}", Audience.Owner, x => $"/api/agents/{x.Agent.AgentId}"),
        new("DELETE /api/agents/{id:guid}", Audience.Owner, x => $"/api/agents/{x.Agent.AgentId}"),
        new("POST /api/agents/{id:guid}/pause", Audience.Owner, x => $"/api/agents/{x.Agent.AgentId}/pause"),
        new("POST /api/agents/{id:guid}/area-code", Audience.Owner, x => $"/api/agents/{x.Agent.AgentId}/area-code"),
        new("PUT /api/agents/{id:guid}/backup-number", Audience.Owner, x => $"/api/agents/{x.Agent.AgentId}/backup-number"),
        new("POST /api/agents/{id:guid}/resume", Audience.Owner, x => $"/api/agents/{x.Agent.AgentId}/resume"),
        new("GET /api/voices", Audience.Oneself),
        new("GET /openapi/{documentName}.json", Audience.Anyone, _ => "/openapi/v1.json"),
        new("* /health/live", Audience.Machines),
        new("* /health/ready", Audience.Machines),
        new("* /metrics", Audience.Machines),
        // What a static asset's name is not matched by.
        new("GET /{**path:file}", Audience.Anyone, _ => "/nothing.txt"),
        new("HEAD /{**path:file}", Audience.Anyone, _ => "/nothing.txt"),
        new("GET /dev/mail/{name?}", Audience.Builders, _ => "/dev/mail"),
        new("GET /dev/components", Audience.Builders),
        new("GET /dev/components Sound", Audience.Builders),
    ];
}
