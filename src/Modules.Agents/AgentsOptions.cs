using Switchhook.BuildingBlocks.Options;

namespace Switchhook.Agents;

/// <summary>The settings under Agents__.</summary>
[OptionsSection("Agents")]
public sealed class AgentsOptions : ICheckedOptions
{
    /// <summary>Retell takes no longer calls.</summary>
    const int Longest = 120;

    /// <summary>Calls of a new agent end after this.</summary>
    [Between(1, Longest, "minutes")]
    public int MaxCallMinutes { get; set; } = CallLimits.DefaultMinutes;

    /// <summary>The most that an owner may set instead.</summary>
    [Between(1, Longest, "minutes")]
    public int MostCallMinutes { get; set; } = 60;

    /// <summary>Per user.</summary>
    [Between(1, 1000, "agents")]
    public int CreationsPerHour { get; set; } = 3;

    /// <summary>How long Retell's lists may lag behind what was made.</summary>
    [Between(1, 3600, "seconds")]
    public double LookAgainSeconds { get; set; } = 60;

    /// <summary>How long Retell may take to make something before its answer counts as lost.</summary>
    [Between(1, 600, "seconds")]
    public double AnswerWithinSeconds { get; set; } = 60;

    /// <summary>How often Retell's inventory is compared.</summary>
    [Between(0.01, 1440, "minutes")]
    public double SweepMinutes { get; set; } = 15;

    /// <summary>Of the whole installation, within 24 hours. Null: 50, and no limit in the sandbox.</summary>
    [Between(0, 1_000_000, "purchases")]
    public int? PurchasesPerDay { get; set; }

    /// <summary>From one network, within 24 hours. Null: 10, and no limit in the sandbox.</summary>
    [Between(0, 1_000_000, "purchases")]
    public int? PurchasesPerNetwork { get; set; }

    /// <summary>Where callers may be sent on to, beside the country of the agent's own number.</summary>
    [Matches("^([A-Za-z]{2}( *, *[A-Za-z]{2})*)?$", "country codes of two letters with commas between, such as US,CA,GB")]
    public string? AllowedCountries { get; set; }

    /// <summary>Otherwise only an administrator releases what is left over at Retell.</summary>
    public bool ReleaseOrphans { get; set; }

    /// <summary>How long an orphan is only listed, where it is released by itself.</summary>
    [Between(0.0005, 8760, "hours")]
    public double QuarantineHours { get; set; } = 24;

    /// <summary>How often an agent is read back.</summary>
    [Between(0.01, 1440, "minutes")]
    public double LookMinutes { get; set; } = 3;

    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (Switchhook.Agents.Pausing.AllowedCountries.Read(AllowedCountries) is null)
            yield return $"Agents__AllowedCountries is '{AllowedCountries}': it should be country codes of two letters with commas "
                + "between, such as US,CA,GB.";
        if (MaxCallMinutes > MostCallMinutes)
            yield return $"Agents__MaxCallMinutes ({MaxCallMinutes}) is more than Agents__MostCallMinutes ({MostCallMinutes}): a "
                + "new agent may not talk longer than an owner may allow.";
    }
}
