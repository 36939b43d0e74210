namespace Switchhook.Leads.Notifications;

/// <summary>The key of an email to an owner says what it is about: the stream of a lead, or a digest.</summary>
static class LeadEmailKey
{
    public static bool IsAboutLeads(string key) =>
        key.StartsWith("lead/", StringComparison.Ordinal) || key.StartsWith("digest/", StringComparison.Ordinal);
}
