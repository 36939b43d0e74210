using System.Globalization;

namespace Switchhook.Agents.Versions;

/// <summary>Stands in a version's description at Retell and says which of our versions it is.</summary>
public static class VersionMarker
{
    public static string Of(Agent agent, int revision) => string.Create(CultureInfo.InvariantCulture, $"{agent.Tag} version {revision}");

    public static int? Read(string? description, Agent agent) =>
        description?.StartsWith($"{agent.Tag} version ", StringComparison.Ordinal) == true
        && int.TryParse(
            description.AsSpan(description.LastIndexOf(' ') + 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var revision
        )
            ? revision
            : null;
}
