namespace Switchhook.Calls;

/// <summary>How much a value counts: a later stage of the call beats an earlier one; within a stage, the one signed last wins.</summary>
/// <param name="At">When it was signed. Events that were stored without it count as the oldest of their stage.</param>
public readonly record struct Precedence(CallStage Stage, DateTimeOffset? At)
{
    public bool IsAbove(Precedence other) =>
        (Stage, At ?? DateTimeOffset.MinValue).CompareTo((other.Stage, other.At ?? DateTimeOffset.MinValue)) > 0;
}

/// <summary>A value and the precedence of the delivery that it came from.</summary>
public readonly record struct RankedValue<T>(T? Value, Precedence Precedence)
{
    public RankedValue<T> ReplacedBy(T? payload, Precedence by) => payload is null ? this : new(payload, by);

    public RankedValue<T> Changed(T? payload, Precedence by) =>
        EqualityComparer<T?>.Default.Equals(payload, Value) ? this : ReplacedBy(payload, by);

    /// <summary>What was told, where it counts: what is missing takes nothing away, and an older word only fills a gap.</summary>
    public T? NewValueOf(T? payload, Precedence by) => payload is not null && (Value is null || by.IsAbove(Precedence)) ? payload : default;

    /// <summary>What is so once this was told.</summary>
    public T? MergedWith(T? payload, Precedence by) => NewValueOf(payload, by) is { } news ? news : Value;
}
