using System.Text.Json.Serialization;

namespace Switchhook.Agents.Versions;

/// <summary>One version of an agent as its owner counts them, from 1: what was wanted, by whom, and what came of it.</summary>
/// <param name="By">Who is signed in under this id; null when nobody asked.</param>
public record Revision(int Number, AgentSettings Settings, DateTimeOffset At, string? By, string? Note)
{
    public RevisionState State { get; init; } = RevisionState.Publishing;

    /// <summary>Retell's number for it, once callers have heard it.</summary>
    public int? RetellVersion { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The event that says so: of all versions, callers hear the one that was published last.</summary>
    public long? PublishedBy { get; init; }
    public EditFailed? Failure { get; init; }

    /// <summary>Made in Retell's dashboard, and kept.</summary>
    public bool IsFromRetell { get; init; }

    /// <summary>The version in Retell's dashboard that the owner agreed to write over.</summary>
    public int? Replaces { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<RevisionState>))]
public enum RevisionState
{
    /// <summary>For the one before it to be done with.</summary>
    Waiting,
    Publishing,
    Published,
    Superseded,
    Failed,
}
