namespace Switchhook.Calls;

/// <summary>How much a word of Retell's is worth: the later stage of the call is believed, and of one stage what was signed last.</summary>
/// <param name="At">When it was signed. Events that were stored without it count as the oldest of their stage.</param>
public readonly record struct Precedence(Stage Stage, DateTimeOffset? At)
{
    public bool IsAbove(Precedence other) => (Stage, At ?? DateTimeOffset.MinValue).CompareTo((other.Stage, other.At ?? DateTimeOffset.MinValue)) > 0;
}

/// <summary>A value, and the worth of the word that told it.</summary>
public readonly record struct RankedValue<T>(T? Value, Precedence By)
{
    public RankedValue<T> Or(T? told, Precedence by) => told is null ? this : new(told, by);

    public RankedValue<T> Changed(T? told, Precedence by) => EqualityComparer<T?>.Default.Equals(told, Value) ? this : Or(told, by);

    /// <summary>What was told, where it counts: what is missing takes nothing away, and an older word only fills a gap.</summary>
    public T? News(T? told, Precedence by) => told is not null && (Value is null || by.IsAbove(By)) ? told : default;

    /// <summary>What is so once this was told.</summary>
    public T? With(T? told, Precedence by) => News(told, by) is { } news ? news : Value;
}
