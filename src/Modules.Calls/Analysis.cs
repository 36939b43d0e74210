namespace Switchhook.Calls;

/// <summary>What Retell understood of a call.</summary>
/// <param name="Sentiment">Positive, Neutral, Negative or Unknown.</param>
public sealed record Analysis(string Summary, string Sentiment, bool? Successful, bool InVoicemail, IReadOnlyList<Field> Fields)
{
    public const string Unknown = "Unknown";

    public static readonly Analysis Nothing = new("", Unknown, null, false, []);

    public string? Said(string field) => Fields.FirstOrDefault(x => x.Name == field)?.Value;
}

/// <summary>One of the answers that the agent's owner asked Retell to find.</summary>
/// <param name="Type">text, number, yes-no or other.</param>
public sealed record Field(string Name, string Type, string Value);

/// <summary>All answers of one analysis, compared by what they say.</summary>
public sealed record Fields(IReadOnlyList<Field> All)
{
    public bool Equals(Fields? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;
}
