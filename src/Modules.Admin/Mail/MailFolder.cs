using System.Text.RegularExpressions;
using MimeKit;

namespace Switchhook.Admin.Mail;

/// <summary>Mails as .eml files, the newest first.</summary>
public sealed partial class MailFolder(MailSettings settings, TimeProvider time)
{
    static int counter;

    public async Task SaveAsync(MimeMessage message, CancellationToken stop)
    {
        var name = $"{time.GetUtcNow():yyyyMMdd-HHmmss-fff}-{Interlocked.Increment(ref counter):x4}.eml";
        var path = Path.Combine(settings.Folder, name);
        await message.WriteToAsync(path + ".part", stop);
        // A reader of the folder never meets half a mail.
        File.Move(path + ".part", path);
    }

    public IEnumerable<SavedEmail> Newest(int most) =>
        Directory
            .EnumerateFiles(settings.Folder, "*.eml")
            .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
            .Take(most)
            .Select(Read);

    public SavedEmail? Find(string name) =>
        NameOf().IsMatch(name) && Path.Combine(settings.Folder, name) is var path && File.Exists(path) ? Read(path) : null;

    static SavedEmail Read(string path)
    {
        using var message = MimeMessage.Load(path);
        return new(
            Path.GetFileName(path),
            message.To.ToString(),
            message.Subject ?? "",
            message.TextBody ?? "",
            File.GetLastWriteTimeUtc(path)
        );
    }

    [GeneratedRegex(@"^[0-9a-f-]+\.eml$")]
    private static partial Regex NameOf();
}

public sealed record SavedEmail(string Name, string To, string Subject, string Text, DateTimeOffset At)
{
    /// <summary>The text cut at its links; every second part is one.</summary>
    public string[] Parts => Regex.Split(Text, @"(https?://\S+)");
}
