using JasperFx;

namespace Switchhook.Admin.Mail;

public enum OutboxState
{
    Waiting,
    Sending,
    Sent,
    Unsure,
    Failed,
}

/// <summary>
/// A mail and how far it got. It is claimed before the mail server hears of it, and marked once more right before it is handed over.
/// A run that ends between the two has sent nothing: the next run sends it. A run that ends after the second leaves a mail of which
/// nobody knows whether it was sent: it is shown, and sent again only when somebody asks.
/// </summary>
/// <param name="Id">The key of what it is about.</param>
/// <param name="Owner">Whose mail it is; empty for a mail to an address (confirming, a new password).</param>
public sealed record OutboxMail(string Id, Guid Owner, string To, string Subject, string Text, string Html, DateTimeOffset MadeAt)
    : IRevisioned
{
    /// <summary>The tenant of mails that no signed-in owner reads.</summary>
    public const string ToAddress = "mail";

    /// <summary>Longer than the mail server is given: a run that is still at it by then has ended.</summary>
    public static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Longer than connecting and signing in take. Too short would cost nothing: of two runs only one gets to hand it over.
    /// </summary>
    public static readonly TimeSpan LongestConnecting = TimeSpan.FromSeconds(20);

    static readonly TimeSpan[] Pauses = [.. ((int[])[5, 30, 120, 600, 3600, 3 * 3600, 12 * 3600]).Select(x => TimeSpan.FromSeconds(x))];

    public int Version { get; set; }
    public OutboxState State { get; init; }

    /// <summary>All there ever were, and those since somebody last asked for it.</summary>
    public int Attempts { get; init; }
    public int Tries { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it was about to be handed over. Null while the mail server is being reached.</summary>
    public DateTimeOffset? BegunAt { get; init; }
    public DateTimeOffset? NextAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string? Error { get; init; }

    /// <summary>The mail server could not be used at all: no mail goes out, whoever it is to.</summary>
    public bool IsServerDown { get; init; }

    public bool IsToAddress => Owner == Guid.Empty;

    public OutboxDecision Decide(int attempt, DateTimeOffset now) =>
        State switch
        {
            OutboxState.Waiting when attempt == Attempts + 1 => OutboxDecision.Send,
            OutboxState.Sending when attempt == Attempts && BegunAt is null => now - ClaimedAt < LongestConnecting
                ? OutboxDecision.Wait
                : OutboxDecision.Send,
            OutboxState.Sending when attempt == Attempts => now - ClaimedAt < LongestSending ? OutboxDecision.Wait : OutboxDecision.GiveUp,
            _ => OutboxDecision.None,
        };

    /// <summary>
    /// A run that takes over from one that ended goes on with its attempt: the message that comes again bears its number.
    /// </summary>
    public OutboxMail Claim(DateTimeOffset now) =>
        (State is OutboxState.Sending ? this : this with { Attempts = Attempts + 1, Tries = Tries + 1 }) with
        {
            State = OutboxState.Sending,
            ClaimedAt = now,
            BegunAt = null,
            NextAt = null,
        };

    public OutboxMail Begin(DateTimeOffset now) => this with { BegunAt = now };

    public OutboxMail After(MailOutcome outcome, DateTimeOffset now) =>
        outcome switch
        {
            { Kind: MailOutcomeKind.Taken } => this with { State = OutboxState.Sent, SentAt = now, Error = null, IsServerDown = false },
            { Kind: MailOutcomeKind.Unclear } => Unsure(outcome.Why!),
            { Kind: MailOutcomeKind.Refused } => this with { State = OutboxState.Failed, Error = outcome.Why, IsServerDown = false },
            _ when Tries > Pauses.Length => this with
            {
                State = OutboxState.Failed,
                Error = outcome.Why,
                IsServerDown = outcome.IsServerDown,
            },
            _ => this with
            {
                State = OutboxState.Waiting,
                Error = outcome.Why,
                IsServerDown = outcome.IsServerDown,
                NextAt = now + Pauses[Tries - 1],
            },
        };

    public OutboxMail Unsure(string why) => this with { State = OutboxState.Unsure, Error = why, IsServerDown = false };

    public OutboxMail Again() => this with { State = OutboxState.Waiting, Tries = 0, NextAt = null };
}

public enum OutboxDecision
{
    None,
    Wait,
    Send,
    GiveUp,
}

/// <summary>
/// Taken by the mail server; Later: not taken, try again; Refused: not taken, for good; Unclear: the connection broke while it was being
/// handed over.
/// </summary>
public enum MailOutcomeKind
{
    Taken,
    Later,
    Refused,
    Unclear,
}

/// <param name="IsServerDown">It was not this mail: the server cannot be reached, or does not let us in.</param>
public sealed record MailOutcome(MailOutcomeKind Kind, string? Why = null, bool IsServerDown = false)
{
    public static readonly MailOutcome Taken = new(MailOutcomeKind.Taken);
}
