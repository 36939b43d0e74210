using Switchhook.BuildingBlocks;

namespace Switchhook.Calls;

/// <summary>What Retell understood of a call.</summary>
/// <param name="Sentiment">Positive, Neutral, Negative or Unknown.</param>
public sealed record Analysis(string Summary, string Sentiment, bool? Successful, bool InVoicemail, IReadOnlyList<AnalysisField> Fields)
{
    public const string Unknown = "Unknown";

    public static readonly Analysis Empty = new("", Unknown, null, false, []);

    public string? Said(string field) => Fields.FirstOrDefault(x => x.Name == field)?.Value;
}

/// <summary>One of the answers that the agent's owner asked Retell to find.</summary>
/// <param name="Type">text, number, yes-no or other.</param>
[ShapeName("Field")]
public sealed record AnalysisField(string Name, string Type, string Value);

/// <summary>All answers of one analysis, compared by what they say.</summary>
public sealed record AnalysisFields(IReadOnlyList<AnalysisField> All)
{
    public bool Equals(AnalysisFields? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;
}
