namespace Switchhook.Contracts;

/// <summary>Estimates shown before anything is bought, in US dollars; configured under Prices__.</summary>
public record Prices(decimal NumberPerMonth, decimal PerMinute);
