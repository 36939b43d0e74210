namespace Switchhook.Agents;

/// <summary>What happens when somebody rings the number.</summary>
/// <param name="FallbackNumber">E.164; where a call goes while the agent does not answer. Null: nowhere.</param>
public record Line(bool Answers, string? FallbackNumber)
{
    public static readonly Line Open = new(true, null);

    public static Line Paused(string? fallbackNumber) => new(false, fallbackNumber);
}
