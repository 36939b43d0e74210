namespace Switchhook.BuildingBlocks.Input;

/// <summary>What was made of something that a person, a speech model or a carrier wrote.</summary>
/// <param name="Value">Null where nothing could be made of it.</param>
/// <param name="Original">As it came, to be shown beside a value that is not exact.</param>
public sealed record ParsedValue<T>(T Value, Certainty Certainty, string Original)
{
    public bool IsLossy => Certainty is Certainty.Approximate;
}

public enum Certainty
{
    /// <summary>Only spelling was made uniform.</summary>
    Exact,

    /// <summary>Something was guessed or left out, so the original belongs beside it.</summary>
    Approximate,

    /// <summary>Nothing could be made of it.</summary>
    Unclear,
}

static class ParseResult
{
    public static ParsedValue<T> Exactly<T>(T value, string? original) => new(value, Certainty.Exact, original ?? "");

    public static ParsedValue<T> AsHeard<T>(T value, string? original) => new(value, Certainty.Approximate, original ?? "");

    public static ParsedValue<T?> Unclear<T>(string? original) => new(default, Certainty.Unclear, original ?? "");
}
