namespace Switchhook.Agents.Pausing;

/// <summary>What happens when somebody rings the number.</summary>
/// <param name="FallbackNumber">E.164; where a call goes while the agent does not answer. Null: nowhere.</param>
public record CallRouting(bool Answers, string? FallbackNumber)
{
    public static readonly CallRouting Open = new(true, null);

    public static CallRouting Paused(string? fallbackNumber) => new(false, fallbackNumber);
}
