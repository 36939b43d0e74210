namespace Switchhook.Scenarios;

/// <summary>Whom a way in is for.</summary>
enum For
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
sealed record Door(string Name, For For, Func<IKnownIds, string>? At = null)
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

/// <summary>Every way into the site, and whom it is for. A new page, handler or endpoint fails the tests until it stands here: one line.</summary>
static partial class Doors
{
    public static readonly IReadOnlyList<Door> All =
    [
        new("GET /", For.Anyone),
        new("GET / Dashboard", For.Oneself, x => $"/?playing={x.Call}"),
        new("GET / WaitingLeads", For.Oneself),
        new("POST / Simulate", For.Oneself),
        new("GET /test-call", For.Oneself),
        new("POST /test-call", For.Oneself),
        new("POST /test-call Join", For.Oneself),

        new("GET /sign-up", For.Anyone),
        new("POST /sign-up", For.Anyone),
        new("GET /check-mail", For.Anyone),
        new("GET /confirm", For.Anyone, x => $"/confirm?id={x.Tenant}&code=guess"),
        new("POST /confirm", For.Anyone, x => $"/confirm?id={x.Tenant}&code=guess"),
        new("GET /sign-in", For.Anyone),
        new("POST /sign-in", For.Anyone),
        new("POST /sign-in Passkey", For.Anyone),
        new("POST /sign-in/passkey-options", For.Anyone),
        new("GET /sign-out", For.Oneself),
        new("POST /sign-out", For.Oneself),
        new("GET /forgot-password", For.Anyone),
        new("POST /forgot-password", For.Anyone),
        new("GET /reset-password", For.Anyone, x => $"/reset-password?id={x.Tenant}&code=guess"),
        new("POST /reset-password", For.Anyone, x => $"/reset-password?id={x.Tenant}&code=guess"),
        new("GET /first-admin", For.Anyone),
        new("POST /first-admin", For.Anyone),
        new("GET /access-denied", For.Anyone),
        new("POST /account/passkeys/options", For.Oneself),

        new("POST /first-admin Mine", For.Oneself),
        new("GET /account", For.Oneself),
        new("POST /account Password", For.Oneself),
        new("POST /account AddPasskey", For.Oneself),
        new("POST /account RenamePasskey", For.Oneself),
        new("POST /account RemovePasskey", For.Oneself),
        new("POST /account EndSession", For.Oneself),
        new("POST /account Everywhere", For.Oneself),
        new("POST /account Link", For.Oneself),
        new("POST /account Zone", For.Oneself),

        new("GET /admin/users", For.Staff),
        new("POST /admin/users", For.Staff),
        new("GET /admin/users/{id:guid}", For.Staff, x => $"/admin/users/{x.Tenant}"),
        new("POST /admin/users/{id:guid} Grant", For.Staff, x => $"/admin/users/{x.Tenant}"),
        new("POST /admin/users/{id:guid} Withdraw", For.Staff, x => $"/admin/users/{x.Tenant}"),
        new("POST /admin/users/{id:guid} Suspend", For.Staff, x => $"/admin/users/{x.Tenant}"),
        new("POST /admin/users/{id:guid} Reinstate", For.Staff, x => $"/admin/users/{x.Tenant}"),
        new("GET /admin/sign-ups", For.Staff),
        new("POST /admin/sign-ups Invite", For.Staff),
        new("POST /admin/sign-ups Withdraw", For.Staff),
        new("POST /admin/sign-ups Approve", For.Staff),
        new("GET /admin/limits", For.Staff),
        new("POST /admin/limits Clear", For.Staff),
        new("GET /admin/agents", For.Staff),
        new("POST /admin/agents", For.Staff),
        new("GET /audit", For.Staff),
        new("POST /audit", For.Staff),
        new("GET /audit/{owner:guid}/{**stream}", For.Staff, x => $"/audit/{x.Tenant}/call/{x.Call}"),

        new("GET /agent", For.Oneself),
        new("GET /agent Agent", For.Oneself),
        new("POST /agent Pause", For.Oneself),
        new("POST /agent Resume", For.Oneself),
        new("POST /agent BackupNumber", For.Oneself),
        new("POST /agent Retry", For.Oneself),
        new("POST /agent AreaCode", For.Oneself),
        new("POST /agent Delete", For.Oneself),
        new("GET /agent/settings", For.Oneself),
        new("GET /agent/settings News", For.Oneself),
        new("GET /agent/settings Heard", For.Oneself),
        new("POST /agent/settings Review", For.Oneself),
        new("POST /agent/settings Edit", For.Oneself),
        new("POST /agent/settings Save", For.Oneself),
        new("POST /agent/settings Keep", For.Oneself),
        new("POST /agent/settings Replace", For.Oneself),
        new("GET /agent/versions", For.Owner, x => $"/agent/versions?of={x.Agent.AgentId}"),
        new("GET /agent/versions List", For.Owner, x => $"/agent/versions?of={x.Agent.AgentId}"),
        new("GET /agent/versions/{number:int}", For.Owner, x => $"/agent/versions/1?of={x.Agent.AgentId}"),
        new("POST /agent/versions/{number:int} Restore", For.Owner, x => $"/agent/versions/1?of={x.Agent.AgentId}"),
        new("GET /agent/answered/{retellAgentId}/{retellVersion:int}", For.Oneself, x => $"/agent/answered/{x.Agent.RetellAgentId}/0"),
        new("GET /agent/new", For.Oneself),
        new("POST /agent/new", For.Oneself),
        new("GET /agent/connect", For.Oneself),
        new("POST /agent/connect", For.Oneself),
        new("GET /agent/connection", For.Oneself),
        new("GET /agent/connection Body", For.Oneself),
        new("POST /agent/connection Retry", For.Oneself),
        new("POST /agent/connection Disconnect", For.Oneself),
        new("POST /agent/connection Key", For.Oneself),
        new("GET /agent/voices/{id}/preview", For.Oneself, _ => "/agent/voices/none/preview"),

        new("GET /calls", For.Oneself),
        new("GET /calls List", For.Oneself),
        new("GET /calls Export", For.Oneself),
        new("GET /calls/{callId}", For.Owner, x => $"/calls/{x.Call}"),
        new("GET /calls/{callId} Call", For.Owner, x => $"/calls/{x.Call}"),
        new("GET /calls/{callId} Turns", For.Owner, x => $"/calls/{x.Call}"),
        new("POST /calls/{callId} Note", For.Owner, x => $"/calls/{x.Call}"),
        new("POST /calls/{callId} EditNote", For.Owner, x => $"/calls/{x.Call}"),
        new("POST /calls/{callId} RemoveNote", For.Owner, x => $"/calls/{x.Call}"),
        new("GET /calls/of-agent", For.Oneself),
        new("GET /calls/{callId}/recording", For.Owner, x => $"/calls/{x.Call}/recording"),
        new("HEAD /calls/{callId}/recording", For.Owner, x => $"/calls/{x.Call}/recording"),

        new("GET /webhooks", For.Oneself),
        new("GET /webhooks List", For.Oneself),
        new("GET /webhooks OfCall", For.Oneself),
        new("POST /webhooks ReprocessFailed", For.Oneself),
        new("GET /webhooks/{id:guid}", For.Owner, x => $"/webhooks/{x.Delivery}"),
        new("POST /webhooks/{id:guid} Reprocess", For.Owner, x => $"/webhooks/{x.Delivery}"),
        new("GET /admin/webhooks", For.Staff),
        new("POST /admin/webhooks ReprocessFailed", For.Staff),
        new("GET /admin/webhooks/{id:guid}", For.Staff, x => $"/admin/webhooks/{x.Delivery}"),
        new("POST /admin/webhooks/{id:guid} Reprocess", For.Staff, x => $"/admin/webhooks/{x.Delivery}"),

        new("GET /leads", For.Oneself, x => $"/leads?view=all&settled={x.Lead}"),
        new("GET /leads Inbox", For.Oneself, _ => "/leads?view=all"),
        new("GET /leads/of-call/{callId}", For.Oneself, x => $"/leads/of-call/{x.Call}"),
        new("POST /leads/of-call/{callId}", For.Owner, x => $"/leads/of-call/{x.Call}"),
        new("GET /leads/{id:guid}", For.Owner, x => $"/leads/{x.Lead}"),
        new("GET /leads/{id:guid} Lead", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Done", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Status", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Reopen", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Note", For.Owner, x => $"/leads/{x.Lead}"),

        new("POST /leads Search", For.Oneself),
        new("POST /leads Work", For.Oneself),
        new("POST /leads Undo", For.Oneself),
        new("POST /leads/{id:guid} Undo", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Edit", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} UndoEdit", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Next", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Find", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Merge", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Split", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Block", For.Owner, x => $"/leads/{x.Lead}"),
        new("POST /leads/{id:guid} Unblock", For.Owner, x => $"/leads/{x.Lead}"),
        new("GET /leads/rule", For.Oneself),
        new("POST /leads/rule Preview", For.Oneself),
        new("POST /leads/rule Apply", For.Oneself),
        new("GET /leads/settings", For.Oneself),
        new("POST /leads/settings", For.Oneself),
        new("POST /leads/settings Lines", For.Oneself),
        new("GET /leads/blocked", For.Oneself),
        new("POST /leads/blocked Block", For.Oneself),
        new("POST /leads/blocked Unblock", For.Oneself),
        new("GET /leads/mailed", For.Anyone, _ => "/leads/mailed?t=guess"),
        new("POST /leads/mailed", For.Anyone, _ => "/leads/mailed?t=guess"),
        new("GET /leads/export", For.Oneself, _ => "/leads/export?view=all"),
        new("GET /leads/import", For.Oneself),
        new("POST /leads/import Preview", For.Oneself),
        new("POST /leads/import Apply", For.Oneself),
        new("GET /account/export", For.Oneself),
        new("GET /account/mails", For.Oneself),
        new("POST /account/mails", For.Oneself),
        new("GET /admin/installation", For.Staff),
        new("POST /admin/installation Live", For.Staff),
        new("POST /admin/installation Copy", For.Staff),
        new("POST /admin/installation Release", For.Staff),
        new("GET /admin/messages", For.Staff),
        new("POST /admin/messages Replay", For.Staff),
        new("POST /admin/messages Discard", For.Staff),
        new("GET /admin/mail", For.Staff),
        new("POST /admin/mail Test", For.Staff),
        new("POST /admin/mail Resend", For.Staff),
        new("POST /api/retell/inbound", For.Machines),

        new("GET /admin/claims", For.Staff),
        new("POST /admin/claims Approve", For.Staff),
        new("POST /admin/claims Refuse", For.Staff),

        new("GET /error", For.Anyone),
        new("POST /error", For.Anyone),
        new("GET /status/{code:int}", For.Anyone, _ => "/status/404"),
        new("POST /status/{code:int}", For.Anyone, _ => "/status/404"),

        // What it streams is looked at by itself below: it never ends.
        new("GET /live", For.Oneself),
        new("POST /api/retell/webhook", For.Machines),

        // With the cookie, as a page may use them; what keys and tokens open is told in Signing_in_to_the_api.
        new("GET /account/keys", For.Oneself),
        new("POST /account/keys", For.Oneself),
        new("POST /account/keys Revoke", For.Oneself),
        new("POST /account/keys Unlink", For.Oneself),
        new("POST /account/keys Readmit", For.Oneself),
        new("GET /api/agents", For.Oneself),
        new("POST /api/agents", For.Oneself),
        new("POST /api/agents/connect", For.Oneself),
        new("GET /api/agents/{id:guid}", For.Owner, x => $"/api/agents/{x.Agent.AgentId}"),
        new("PATCH /api/agents/{id:guid}", For.Owner, x => $"/api/agents/{x.Agent.AgentId}"),
        new("DELETE /api/agents/{id:guid}", For.Owner, x => $"/api/agents/{x.Agent.AgentId}"),
        new("POST /api/agents/{id:guid}/pause", For.Owner, x => $"/api/agents/{x.Agent.AgentId}/pause"),
        new("POST /api/agents/{id:guid}/area-code", For.Owner, x => $"/api/agents/{x.Agent.AgentId}/area-code"),
        new("PUT /api/agents/{id:guid}/backup-number", For.Owner, x => $"/api/agents/{x.Agent.AgentId}/backup-number"),
        new("POST /api/agents/{id:guid}/resume", For.Owner, x => $"/api/agents/{x.Agent.AgentId}/resume"),
        new("GET /api/voices", For.Oneself),
        new("GET /openapi/{documentName}.json", For.Anyone, _ => "/openapi/v1.json"),
        new("* /health/live", For.Machines),
        new("* /health/ready", For.Machines),
        new("* /metrics", For.Machines),

        // What a static asset's name is not matched by.
        new("GET /{**path:file}", For.Anyone, _ => "/nothing.txt"),
        new("HEAD /{**path:file}", For.Anyone, _ => "/nothing.txt"),

        new("GET /dev/mail/{name?}", For.Builders, _ => "/dev/mail"),
        new("GET /dev/components", For.Builders),
        new("GET /dev/components Sound", For.Builders),
    ];
}
