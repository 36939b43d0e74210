using JasperFx;

namespace Switchhook.Admin;

public enum OutboxState { Waiting, Sending, Sent, Unsure, Failed }

/// <summary>
/// A mail to an owner and how far it got. It is marked as being sent before the mail server hears of it: whatever ends in between leaves
/// a mail of which nobody knows whether it was sent, and that is shown, and not sent again unasked.
/// </summary>
/// <param name="Id">The key of what it is about.</param>
public sealed record OutboxMail(string Id, Guid Owner, string To, string Subject, string Text, string Html, DateTimeOffset MadeAt) : IRevisioned
{
    /// <summary>Longer than the mail server is given: who is still at it by then has ended.</summary>
    public static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(3);

    static readonly TimeSpan[] Pauses = [.. ((int[])[5, 30, 120, 600, 3600, 3 * 3600, 12 * 3600]).Select(x => TimeSpan.FromSeconds(x))];

    public int Version { get; set; }
    public OutboxState State { get; init; }

    /// <summary>All there ever were, and those since somebody last asked for it.</summary>
    public int Attempts { get; init; }
    public int Tries { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }
    public DateTimeOffset? NextAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string? Error { get; init; }

    public OutboxTurn Turn(int attempt, DateTimeOffset now) => State switch
    {
        OutboxState.Waiting when attempt == Attempts + 1 => OutboxTurn.Send,
        OutboxState.Sending when attempt == Attempts => now - ClaimedAt < LongestSending ? OutboxTurn.Wait : OutboxTurn.GiveUp,
        _ => OutboxTurn.None,
    };

    public OutboxMail Claim(DateTimeOffset now) => this with { State = OutboxState.Sending, Attempts = Attempts + 1, Tries = Tries + 1, ClaimedAt = now, NextAt = null };

    public OutboxMail After(MailOutcome outcome, DateTimeOffset now) => outcome switch
    {
        { Kind: MailOutcomeKind.Taken } => this with { State = OutboxState.Sent, SentAt = now, Error = null },
        { Kind: MailOutcomeKind.Unclear } => Unsure(outcome.Why!),
        { Kind: MailOutcomeKind.Refused } => this with { State = OutboxState.Failed, Error = outcome.Why },
        _ when Tries > Pauses.Length => this with { State = OutboxState.Failed, Error = outcome.Why },
        _ => this with { State = OutboxState.Waiting, Error = outcome.Why, NextAt = now + Pauses[Tries - 1] },
    };

    public OutboxMail Unsure(string why) => this with { State = OutboxState.Unsure, Error = why };

    public OutboxMail Again() => this with { State = OutboxState.Waiting, Tries = 0, NextAt = null };
}

public enum OutboxTurn { None, Wait, Send, GiveUp }

/// <summary>Taken by the mail server; Later: not taken, try again; Refused: not taken, for good; Unclear: the connection broke while it was being handed over.</summary>
public enum MailOutcomeKind { Taken, Later, Refused, Unclear }

public sealed record MailOutcome(MailOutcomeKind Kind, string? Why = null)
{
    public static readonly MailOutcome Taken = new(MailOutcomeKind.Taken);
}
