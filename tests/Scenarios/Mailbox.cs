using System.Text.RegularExpressions;
using MimeKit;

namespace Switchhook.Scenarios;

static class Mailbox
{
    /// <summary>What has come to this address so far, oldest first.</summary>
    public static IReadOnlyList<ReceivedMail> MailTo(this AppFixture site, string email) =>
        !Directory.Exists(site.MailFolder)
            ? []
            :
            [
                .. Directory
                    .GetFiles(site.MailFolder, "*.eml")
                    .Order(StringComparer.Ordinal)
                    .Select(x => MimeMessage.Load(x))
                    .Where(x => x.To.Mailboxes.Any(to => to.Address.Equals(email, StringComparison.OrdinalIgnoreCase)))
                    .Select(x => new ReceivedMail(x.Subject ?? "", x.TextBody ?? "")),
            ];

    /// <summary>The newest mail to this address as it looks.</summary>
    public static string HtmlTo(this AppFixture site, string email) =>
        Directory
            .GetFiles(site.MailFolder, "*.eml")
            .Order(StringComparer.Ordinal)
            .Select(x => MimeMessage.Load(x))
            .Last(x => x.To.Mailboxes.Any(to => to.Address.Equals(email, StringComparison.OrdinalIgnoreCase)))
            .HtmlBody
        ?? "";

    /// <summary>Waits for the mail whose subject begins like this; of several, the n-th.</summary>
    public static async Task<ReceivedMail> MailAsync(this AppFixture site, string email, string subject, int nth = 1)
    {
        ReceivedMail[] found = [];
        await AppFixture.Eventually(
            () =>
                Task.FromResult(
                    (found = [.. site.MailTo(email).Where(x => x.Subject.StartsWith(subject, StringComparison.Ordinal))]).Length >= nth
                ),
            $"mail {nth} “{subject}” reached {email}"
        );
        return found[nth - 1];
    }
}

sealed record ReceivedMail(string Subject, string Text)
{
    /// <summary>The first link in it, as a path of the site.</summary>
    public string Link() => new Uri(Regex.Match(Text, @"https?://\S+").Value).PathAndQuery;
}
