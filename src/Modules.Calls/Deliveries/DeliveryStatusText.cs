using Switchhook.Calls.Intake;

namespace Switchhook.Calls.Watching;

/// <summary>A verdict as people read it.</summary>
public sealed record VerdictWords(string Code, string Label, string Tone, string Meaning)
{
    public static readonly IReadOnlyList<VerdictWords> All =
    [
        new(Verdict.Applied, "Applied", "good", "Understood, and told to the call"),
        new(Verdict.Accepted, "Waiting", "info", "Kept, and about to be understood"),
        new(Verdict.Duplicate, "Duplicate", "neutral", "The very same has come before: nothing follows from it"),
        new(Verdict.Ignored, "Ignored", "neutral", "Kept; nothing follows from such an event"),
        new(Verdict.UnknownAgent, "Unknown agent", "warn", "Kept until somebody has this agent"),
        new(Verdict.Malformed, "Unreadable", "bad", "Signed by Retell, but not about a call as we know them"),
        new(Verdict.Failed, "Failed", "bad", "Could not be applied; it was set aside with its reason"),
        new(Verdict.TooCostly, "Too large to apply", "bad", "Kept, but reading it took longer than one delivery may take. Reprocess it to try again"),
        new(Verdict.BadSignature, "Bad signature", "bad", "Not from Retell, or too old: refused, and nothing of it was kept but its size"),
    ];

    /// <summary>What was signed and could be used: only such is a sign of life.</summary>
    public static readonly string[] Valid = [Verdict.Applied, Verdict.Accepted, Verdict.Duplicate, Verdict.Ignored];

    /// <summary>Somebody has to look at these.</summary>
    public static readonly string[] Failures = [Verdict.Failed, Verdict.Malformed, Verdict.TooCostly];

    public static VerdictWords Of(string code) => All.FirstOrDefault(x => x.Code == code) ?? new(code, code, "neutral", "");
}
