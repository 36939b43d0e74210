namespace Switchhook.Admin;

/// <summary>
/// How many mails anybody can have us send to one address without being signed in. Counted where nobody waits for an answer,
/// and for every address alike: whoever asks is told the same, whether a mail goes out or not.
/// </summary>
public sealed class MailLimit(TimeProvider time)
{
    public const int PerHour = 5;
    const int MostRemembered = 100_000;

    readonly Lock gate = new();
    readonly Dictionary<string, int> sent = [];
    long hour;

    public bool MayGo(string email)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
            if (now != hour || sent.Count >= MostRemembered) sent.Clear();
            hour = now;
            var count = sent.GetValueOrDefault(email.ToUpperInvariant());
            sent[email.ToUpperInvariant()] = count + 1;
            return count < PerHour;
        }
    }
}
