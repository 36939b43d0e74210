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
    public int MaxCallMinutes { get; set; } = CallLimits.Usual;

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

    /// <summary>How long an orphan is only flagged.</summary>
    [Between(0.0005, 8760, "hours")]
    public double QuarantineHours { get; set; } = 24;

    /// <summary>How often an agent is read back.</summary>
    [Between(0.01, 1440, "minutes")]
    public double LookMinutes { get; set; } = 3;

    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (MaxCallMinutes > MostCallMinutes)
            yield return $"Agents__MaxCallMinutes ({MaxCallMinutes}) is more than Agents__MostCallMinutes ({MostCallMinutes}): a new agent may not talk longer than an owner may allow.";
    }
}
