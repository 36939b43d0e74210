namespace Switchhook.Published;

public enum Who { Stranger, Newcomer, Owner, Connected, Admin, Auditor, Builder }

/// <param name="Path">With {call}, {lead}, {delivery}, {owner} and {agent} for what the story has made.</param>
/// <param name="Status">With which the page is served.</param>
public sealed record Stop(string Name, Who Who, string Path, int Status = 200);

/// <summary>Every page, and who looks at it: what is photographed, checked by axe and weighed. A new page is one line here.</summary>
public static class Tour
{
    public static readonly IReadOnlyList<Stop> Stops =
    [
        new("welcome", Who.Stranger, "/"),
        new("sign-up", Who.Stranger, "/sign-up"),
        new("check-mail", Who.Stranger, "/check-mail"),
        new("confirm", Who.Stranger, "/confirm?account=00000000-0000-0000-0000-000000000000&code=old"),
        new("sign-in", Who.Stranger, "/sign-in"),
        new("forgot-password", Who.Stranger, "/forgot-password"),
        new("reset-password", Who.Stranger, "/reset-password?account=00000000-0000-0000-0000-000000000000&code=old"),
        new("first-admin", Who.Stranger, "/first-admin?code=old", 410),
        new("lead-mailed", Who.Stranger, "/leads/mailed?t=old", 404),
        new("not-found", Who.Stranger, "/nothing-here", 404),
        new("error", Who.Stranger, "/error"),

        new("dashboard-empty", Who.Newcomer, "/"),
        new("agent-none", Who.Newcomer, "/agent"),
        new("agent-new", Who.Newcomer, "/agent/new"),
        new("agent-connect", Who.Newcomer, "/agent/connect"),
        new("calls-empty", Who.Newcomer, "/calls"),
        new("leads-empty", Who.Newcomer, "/leads"),
        new("access-denied", Who.Newcomer, "/access-denied", 403),

        new("dashboard", Who.Owner, "/"),
        new("agent", Who.Owner, "/agent"),
        new("agent-settings", Who.Owner, "/agent/settings"),
        new("agent-versions", Who.Owner, "/agent/versions"),
        new("agent-version", Who.Owner, "/agent/versions/1"),
        new("test-call", Who.Owner, "/test-call"),
        new("calls", Who.Owner, "/calls"),
        new("calls-found", Who.Owner, "/calls?q=appointment"),
        new("call", Who.Owner, "{call}"),
        new("call-timeline", Who.Owner, "{call}?tab=timeline"),
        new("call-data", Who.Owner, "{call}?tab=data"),
        new("call-cost", Who.Owner, "{call}?tab=cost"),
        new("call-raw", Who.Owner, "{call}?tab=raw"),
        new("webhooks", Who.Owner, "/webhooks"),
        new("webhook", Who.Owner, "/webhooks/{delivery}"),
        new("leads", Who.Owner, "/leads"),
        new("lead", Who.Owner, "{lead}"),
        new("lead-rule", Who.Owner, "/leads/rule"),
        new("lead-settings", Who.Owner, "/leads/settings"),
        new("lead-import", Who.Owner, "/leads/import"),
        new("callers-blocked", Who.Owner, "/leads/blocked"),
        new("account", Who.Owner, "/account"),
        new("account-keys", Who.Owner, "/account/keys"),
        new("account-mails", Who.Owner, "/account/mails"),
        new("sign-out", Who.Owner, "/sign-out"),

        new("connected-agent", Who.Connected, "/agent"),
        new("connection", Who.Connected, "/agent/connection"),

        new("admin-users", Who.Admin, "/admin/users"),
        new("admin-user", Who.Admin, "/admin/users/{owner}"),
        new("admin-sign-ups", Who.Admin, "/admin/sign-ups"),
        new("admin-limits", Who.Admin, "/admin/limits"),
        new("admin-agents", Who.Admin, "/admin/agents"),
        new("admin-claims", Who.Admin, "/admin/claims"),
        new("admin-mail", Who.Admin, "/admin/mail"),
        new("admin-installation", Who.Admin, "/admin/installation"),
        new("admin-messages", Who.Admin, "/admin/messages"),
        new("admin-webhooks", Who.Admin, "/admin/webhooks"),
        new("admin-webhook", Who.Admin, "/admin/webhooks/{delivery}"),

        new("audit", Who.Auditor, "/audit"),
        new("audit-owner", Who.Auditor, "/audit?owner={owner}"),
        new("audit-stream", Who.Auditor, "/audit/{owner}/agent/{agent}"),

        new("components", Who.Builder, "/dev/components"),
        new("mail", Who.Builder, "/dev/mail"),
    ];
}
