using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Agents.Pausing;

/// <summary>
/// Countries that calls may be sent on to, beside that of the agent's own number. Configured as Agents__AllowedCountries, ISO codes with
/// commas between.
/// </summary>
public sealed record AllowedCountries(IReadOnlySet<string> Added)
{
    /// <summary>One numbering plan and one price: where one is allowed, so is the other.</summary>
    static readonly string[] NorthAmerica = ["US", "CA"];

    public static readonly AllowedCountries None = new(new HashSet<string>());

    /// <summary>Null when something in it is no country.</summary>
    public static AllowedCountries? Read(string? codes)
    {
        var read = (codes ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(x => x.ToUpperInvariant())
            .ToHashSet();
        return read.All(Countries.Exists) ? new(read) : null;
    }

    public bool Include(string? country, string? ofAgent) =>
        country is not null
        && (
            Added.Contains(country)
            || country == ofAgent
            || (NorthAmerica.Contains(country) && (ofAgent is null || NorthAmerica.Contains(ofAgent)))
        );
}
