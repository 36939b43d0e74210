using Switchhook.Contracts;

namespace Switchhook.Calls.Notes;

/// <summary>What the owner wrote down about a call.</summary>
public sealed record CallNote(Guid Id, string Text, DateTimeOffset At, DateTimeOffset? EditedAt = null)
{
    public const int Longest = 2000;

    public static string Normalize(string? text) =>
        text?.Trim() switch
        {
            null or "" => throw new Refused("Write something before you save the note."),
            { Length: > Longest } => throw new Refused($"A note may have up to {Longest} characters."),
            var written => written,
        };
}
