using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

/// <summary>Estimates shown, in US dollars.</summary>
[OptionsSection("Prices")]
public sealed class PricesOptions
{
    [Between(0, 1000, "dollars")]
    public decimal NumberPerMonth { get; set; } = 2.00m;

    [Between(0, 1000, "dollars")]
    public decimal PerMinute { get; set; } = 0.13m;
}
