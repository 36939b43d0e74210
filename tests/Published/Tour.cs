namespace Switchhook.Published;

public enum TourRole
{
    Stranger,
    Newcomer,
    Owner,
    Connected,
    Admin,
    Auditor,
    Builder,
}

/// <param name="Path">With {call}, {lead}, {delivery}, {owner} and {agent} for what the story has made.</param>
/// <param name="Status">With which the page is served.</param>
public sealed record TourStop(string Name, TourRole Who, string Path, int Status = 200);

/// <summary>Every page, and who looks at it: what is photographed, checked by axe and weighed. A new page is one line here.</summary>
public static class Tour
{
    public static readonly IReadOnlyList<TourStop> Stops =
    [
        new("welcome", TourRole.Stranger, "/"),
        new("sign-up", TourRole.Stranger, "/sign-up"),
        new("check-mail", TourRole.Stranger, "/check-mail"),
        new("confirm", TourRole.Stranger, "/confirm?account=00000000-0000-0000-0000-000000000000&code=old"),
        new("sign-in", TourRole.Stranger, "/sign-in"),
        new("forgot-password", TourRole.Stranger, "/forgot-password"),
        new("reset-password", TourRole.Stranger, "/reset-password?account=00000000-0000-0000-0000-000000000000&code=old"),
        new("first-admin", TourRole.Stranger, "/first-admin?code=old", 410),
        new("lead-mailed", TourRole.Stranger, "/leads/mailed?t=old", 404),
        new("not-found", TourRole.Stranger, "/nothing-here", 404),
        new("error", TourRole.Stranger, "/error"),
        new("dashboard-empty", TourRole.Newcomer, "/"),
        new("agent-none", TourRole.Newcomer, "/agent"),
        new("agent-new", TourRole.Newcomer, "/agent/new"),
        new("agent-connect", TourRole.Newcomer, "/agent/connect"),
        new("calls-empty", TourRole.Newcomer, "/calls"),
        new("leads-empty", TourRole.Newcomer, "/leads"),
        new("access-denied", TourRole.Newcomer, "/access-denied", 403),
        new("dashboard", TourRole.Owner, "/"),
        new("agent", TourRole.Owner, "/agent"),
        new("agent-settings", TourRole.Owner, "/agent/settings"),
        new("agent-versions", TourRole.Owner, "/agent/versions"),
        new("agent-version", TourRole.Owner, "/agent/versions/1"),
        new("test-call", TourRole.Owner, "/test-call"),
        new("calls", TourRole.Owner, "/calls"),
        new("calls-found", TourRole.Owner, "/calls?q=appointment"),
        new("call", TourRole.Owner, "{call}"),
        new("call-timeline", TourRole.Owner, "{call}?tab=timeline"),
        new("call-data", TourRole.Owner, "{call}?tab=data"),
        new("call-cost", TourRole.Owner, "{call}?tab=cost"),
        new("call-raw", TourRole.Owner, "{call}?tab=raw"),
        new("webhooks", TourRole.Owner, "/webhooks"),
        new("webhook", TourRole.Owner, "/webhooks/{delivery}"),
        new("leads", TourRole.Owner, "/leads"),
        new("lead", TourRole.Owner, "{lead}"),
        new("lead-rule", TourRole.Owner, "/leads/rule"),
        new("lead-settings", TourRole.Owner, "/leads/settings"),
        new("lead-import", TourRole.Owner, "/leads/import"),
        new("callers-blocked", TourRole.Owner, "/leads/blocked"),
        new("account", TourRole.Owner, "/account"),
        new("account-keys", TourRole.Owner, "/account/keys"),
        new("account-mails", TourRole.Owner, "/account/mails"),
        new("sign-out", TourRole.Owner, "/sign-out"),
        new("connected-agent", TourRole.Connected, "/agent"),
        new("connection", TourRole.Connected, "/agent/connection"),
        new("admin-users", TourRole.Admin, "/admin/users"),
        new("admin-user", TourRole.Admin, "/admin/users/{owner}"),
        new("admin-sign-ups", TourRole.Admin, "/admin/sign-ups"),
        new("admin-limits", TourRole.Admin, "/admin/limits"),
        new("admin-agents", TourRole.Admin, "/admin/agents"),
        new("admin-claims", TourRole.Admin, "/admin/claims"),
        new("admin-mail", TourRole.Admin, "/admin/mail"),
        new("admin-installation", TourRole.Admin, "/admin/installation"),
        new("admin-messages", TourRole.Admin, "/admin/messages"),
        new("admin-webhooks", TourRole.Admin, "/admin/webhooks"),
        new("admin-webhook", TourRole.Admin, "/admin/webhooks/{delivery}"),
        new("audit", TourRole.Auditor, "/audit"),
        new("audit-owner", TourRole.Auditor, "/audit?owner={owner}"),
        new("audit-stream", TourRole.Auditor, "/audit/{owner}/agent/{agent}"),
        new("components", TourRole.Builder, "/dev/components"),
        new("mail", TourRole.Builder, "/dev/mail"),
    ];
}
