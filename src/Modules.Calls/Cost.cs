namespace Switchhook.Calls;

/// <summary>What Retell charges for a call, in US cents and fractions of them.</summary>
public sealed record Cost(decimal Cents, IReadOnlyList<CostItem> Items)
{
    /// <summary>No call costs ten million dollars: beyond this a figure is no price, and added up it would be none either.</summary>
    public const decimal Most = 1_000_000_000;

    public static bool IsPrice(decimal cents) => cents is > -Most and < Most;

    public bool Equals(Cost? other) => other is not null && Cents == other.Cents && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Cents.GetHashCode();
}

public sealed record CostItem(string Product, decimal Cents);
