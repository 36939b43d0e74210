namespace Switchhook.Calls.Story;

/// <summary>What Retell charges for a call, in US cents and fractions of them.</summary>
public sealed record Cost(decimal Cents, IReadOnlyList<CostItem> Items);

public sealed record CostItem(string Product, decimal Cents);
