namespace Switchhook.Contracts;

/// <summary>Anyone → Admin: send a mail. Sent once the transaction that published it has committed.</summary>
public record SendMail(string To, string Subject, string Text) : PersonalData;

/// <summary>Anyone → Admin: a mail to the owner in whose tenant this is said. It waits in the outbox that the owner sees.</summary>
/// <param name="Key">What it is about: of each key one mail is ever made, however often this is said.</param>
/// <param name="Html">The same words, for those who read mail so.</param>
public record MailOwner(string Key, string Subject, string Text, string Html) : PersonalData;

/// <summary>Anyone → Admin: something that every administrator should know. At most one mail a day is sent about the same.</summary>
/// <param name="About">What it is about, in a word: the same is not told twice a day.</param>
public record NotifyAdmins(string About, string Subject, string Text) : PersonalData;

/// <summary>Admin → whoever asked: the mail was taken by the mail server.</summary>
public record OwnerMailed(string Key, DateTimeOffset At);

/// <summary>Admin → whoever asked: the mail was given up. It stays in the outbox, and is sent again when somebody asks.</summary>
/// <param name="MayHaveBeen">Nobody knows whether it was taken.</param>
public record OwnerMailFailed(string Key, DateTimeOffset At, bool MayHaveBeen);

/// <summary>Where people reach this site, without a trailing slash: what links in mails begin with.</summary>
public record PublicAddress(string Url)
{
    public string Link(string path) => Url.TrimEnd('/') + path;
}
