using System.Text.RegularExpressions;
using MimeKit;

namespace Switchhook.Admin.Mail;

/// <summary>Mails as .eml files, the newest first.</summary>
public sealed partial class MailFolder(MailSettings settings, TimeProvider time)
{
    static int count;

    public async Task KeepAsync(MimeMessage letter, CancellationToken stop)
    {
        var name = $"{time.GetUtcNow():yyyyMMdd-HHmmss-fff}-{Interlocked.Increment(ref count):x4}.eml";
        var path = Path.Combine(settings.Folder, name);
        await letter.WriteToAsync(path + ".part", stop);
        // A reader of the folder never meets half a mail.
        File.Move(path + ".part", path);
    }

    public IEnumerable<SavedEmail> Newest(int most) => Directory.EnumerateFiles(settings.Folder, "*.eml")
        .OrderByDescending(Path.GetFileName, StringComparer.Ordinal).Take(most).Select(Read);

    public SavedEmail? Find(string name) =>
        NameOf().IsMatch(name) && Path.Combine(settings.Folder, name) is var path && File.Exists(path) ? Read(path) : null;

    static SavedEmail Read(string path)
    {
        using var letter = MimeMessage.Load(path);
        return new(Path.GetFileName(path), letter.To.ToString(), letter.Subject ?? "", letter.TextBody ?? "", File.GetLastWriteTimeUtc(path));
    }

    [GeneratedRegex(@"^[0-9a-f-]+\.eml$")]
    private static partial Regex NameOf();
}

public sealed record SavedEmail(string Name, string To, string Subject, string Text, DateTimeOffset At)
{
    /// <summary>The text cut at its links; every second part is one.</summary>
    public string[] Parts => Regex.Split(Text, @"(https?://\S+)");
}
