using System.Text.Json.Serialization;
using Switchhook.Agents.Pausing;
using Switchhook.BuildingBlocks;

namespace Switchhook.Agents;

/// <param name="Installation">Stands in the tag of everything made at Retell, so that two installations in one workspace leave each other's
/// alone.</param>
/// <param name="Tenant">Stands in the tag, too; null in what older builds wrote.</param>
public record AgentRequested(
    string Name,
    string Brief,
    string VoiceId,
    string VoiceName,
    int? AreaCode,
    string? Installation = null,
    string? Greeting = null,
    int? MaxCallMinutes = null,
    string? Tenant = null
);

/// <summary>Committed before Retell is asked: from here on it may have happened, whatever becomes of us.</summary>
public record StepBegun(ProvisioningStage Step, int Attempt);

/// <summary>No clear answer came. Retell's lists are searched for the tag before anything is tried again.</summary>
public record StepUnclear(ProvisioningStage Step, int Attempt, string RetellsMessage);

public record PromptWritten(string LlmId);

public record AgentCreated(string RetellAgentId, int Version);

public record AgentPublished(int Version);

public record PhoneProvisioned(string Number, string Pretty, int? AreaCode);

/// <param name="Sentence">For the owner.</param>
/// <param name="RetellsMessage">For the operator: what Retell itself said.</param>
/// <param name="MayHaveHappened">No clear answer came: Retell may have done it all the same.</param>
/// <param name="CanGoOn">Nothing is undone: the owner may choose another area code.</param>
public record ProvisioningFailed(
    ProvisioningStage Step,
    string Sentence,
    string RetellsMessage,
    bool MayHaveHappened,
    bool CanGoOn = false
);

/// <summary>The set-up goes on from where it stood.</summary>
public record AreaCodeChosen(int? AreaCode);

public record PhoneReleased(string Number);

public record AgentRemoved(string RetellAgentId);

public record PromptRemoved(string LlmId);

public record ProvisioningCompensated;

/// <summary>The sweep did not find at Retell what we hold there.</summary>
public record LostAtRetell(RetellResourceKind Holding);

/// <summary>It stands there after all.</summary>
public record FoundAtRetell(RetellResourceKind Holding);

[JsonConverter(typeof(JsonStringEnumConverter<ProvisioningStage>))]
[ShapeName("SetUpStep")]
public enum ProvisioningStage
{
    Prompt,
    Agent,
    Publishing,
    Number,
    TransferPrompt,
    TransferAgent,
    TransferPublishing,
}

[JsonConverter(typeof(JsonStringEnumConverter<RetellResourceKind>))]
[ShapeName("Holding")]
public enum RetellResourceKind
{
    Prompt,
    Agent,
    Number,
}

/// <param name="Revision">The owner's count of versions; 1 is what was requested at the beginning.</param>
/// <param name="Replaces">The version in Retell's dashboard that the owner agreed to write over.</param>
public record AgentEdited(
    int Revision,
    string Name,
    string Brief,
    string Greeting,
    string VoiceId,
    string VoiceName,
    int MaxCallMinutes,
    string? Note,
    bool IsWholePrompt = false,
    int? Replaces = null,
    bool? OpensInOwnWords = null
);

/// <summary>Callers hear it from now on: Retell itself was asked.</summary>
public record EditPublished(int Revision, int RetellVersion);

/// <summary>A later edit came before this one was published.</summary>
public record EditSuperseded(int Revision);

/// <summary>Callers go on hearing what they heard before.</summary>
public record EditFailed(int Revision, string Sentence, string RetellsMessage);

public record EditRetried(int Revision);

/// <summary>Callers hear a version that was made in Retell's dashboard.</summary>
public record ForeignEditNoticed(
    int RetellVersion,
    string Name,
    string Brief,
    string Greeting,
    string VoiceId,
    string VoiceName,
    int MaxCallMinutes,
    bool IsWholePrompt,
    bool? OpensInOwnWords = null
);

/// <summary>Retell's dashboard has what we published again.</summary>
public record ForeignEditWithdrawn(int RetellVersion);

/// <summary>The owner made the dashboard's version a version of the agent's own.</summary>
public record ForeignEditKept(
    int Revision,
    int RetellVersion,
    string Name,
    string Brief,
    string Greeting,
    string VoiceId,
    string VoiceName,
    int MaxCallMinutes,
    bool IsWholePrompt,
    bool? OpensInOwnWords = null
);

/// <param name="FallbackNumber">E.164; where callers go meanwhile.</param>
public record PauseRequested(string? FallbackNumber);

public record ResumeRequested;

/// <param name="Before">How the number was bound, to be restored.</param>
public record AgentPaused(string? FallbackNumber, FormerBinding? Before = null);

public record AgentResumed;

/// <summary>The number stays as it was.</summary>
[ShapeName("LineNotSwitched")]
public record NumberBindingFailed(string Sentence, string RetellsMessage);

/// <summary>While the agent is paused, a small agent made for that answers, and sends each caller on.</summary>
/// <param name="Generation">From 1; each has a tag of its own.</param>
/// <param name="To">E.164.</param>
public record TransferWanted(int Generation, string To, string Tag);

public record TransferPromptWritten(int Generation, string LlmId);

public record TransferAgentCreated(int Generation, string RetellAgentId, int Version);

public record TransferAgentPublished(int Generation);

public record TransferRemoved(int Generation);

/// <summary>Whether Retell is to ask us before it lets a call through: while somebody is blocked.</summary>
public record ScreeningRequested(bool IsGuarded);

public record ScreeningEnabled;

public record ScreeningDisabled;

public record ScreeningFailed(string Why);

/// <param name="Number">E.164; where callers go when all lines are busy or Retell has an outage. Null: nowhere.</param>
public record BackupNumberChosen(string? Number);

/// <summary>Committed before it is changed at Retell for the first time: what stands there now.</summary>
public record BackupNumberBegun(string? Number);

/// <summary>Retell has it.</summary>
public record BackupNumberSet(string? Number);

/// <summary>What was set before is still set.</summary>
public record BackupNumberNotSet(string? Number, string Sentence, string RetellsMessage);

/// <summary>Its owner leaves, so the number has again what it had before.</summary>
public record BackupNumberRestored(string? Number);

public record BackupNumberNotRestored(string Sentence, string RetellsMessage);

public record AgentDeletionRequested;

/// <summary>Nothing of it is left at Retell; its calls and leads stay.</summary>
public record AgentDeleted;

// The other way to begin: an agent that its owner made in Retell's own dashboard.

/// <param name="SystemPrompt">Null: the agent keeps the one it has.</param>
/// <param name="KeyEnds">The last characters of the owner's key, which itself is in no event. Null: none was given, so the agent is in the
/// platform's account.</param>
public record ConnectionRequested(string Name, string? SystemPrompt, string RetellAgentId, string Number, string? KeyEnds);

/// <param name="Account">The name of the Retell account that the key belongs to.</param>
public record KeyAccepted(string Account);

/// <summary>It is there. What it says is told to nobody before it is proven whose it is.</summary>
public record AgentSeen;

/// <summary>What Retell says of it. Prompt and greeting are null where its conversation is no single prompt.</summary>
public record AgentFound(
    int Version,
    string VoiceId,
    string VoiceName,
    string? LlmId,
    string? Prompt,
    string? Greeting,
    int MaxCallMinutes
);

public record NumberFound(string Number, string Pretty);

/// <summary>It is in the platform's account, where an id proves nothing: an admin has to agree.</summary>
public record AgentClaimed;

public record ClaimApproved;

/// <summary>From here on its calls belong to this owner, and nobody else can connect it.</summary>
public record AgentConnected(string RetellAgentId);

/// <summary>Nothing was changed at Retell.</summary>
/// <param name="Sentence">For the owner.</param>
/// <param name="RetellsMessage">For the operator: what Retell itself said.</param>
public record ConnectionRefused(ConnectionStep Step, string Sentence, string RetellsMessage);

/// <summary>Committed before anything is changed at Retell: what stands there now, to be put back on leaving.</summary>
/// <param name="Added">The questions of the post-call analysis that the agent does not ask yet and will: those that find leads.</param>
public record WebhookBegun(int BaseVersion, string? OldUrl, IReadOnlyList<string>? OldEvents, IReadOnlyList<string> Added);

/// <param name="Pin">The version or tag that the number stays at, where it could not be led to the new one.</param>
public record WebhookSet(int Version, string? Pin);

/// <summary>We could not set it: the owner has to.</summary>
public record WebhookLeft(string Sentence, string RetellsMessage);

public record WebhookRetried;

public record FirstWebhookRecorded;

/// <summary>It takes the former one's place once Retell has shown the agent for it.</summary>
public record KeyOffered(string KeyEnds);

public record KeyReplaced(string Account, string KeyEnds, DateTimeOffset FormerUntil);

/// <summary>
/// The data protection keys that sealed the owner's key are not here: until it is entered again, no delivery can be verified.
/// </summary>
public record OwnerKeyUnreadable;

/// <summary>They are here again.</summary>
public record OwnerKeyReadable;

public record KeyRejected(string Sentence, string RetellsMessage);

public record DisconnectRequested;

public record RestoreBegun(int BaseVersion);

/// <summary>The agent and its number stay at Retell.</summary>
/// <param name="RestoredVersion">Null when there was nothing to put back, or when it could not be.</param>
/// <param name="Left">What the owner has to put back at Retell, when we could not.</param>
public record AgentDisconnected(string RetellAgentId, int? RestoredVersion, string? Left);

[JsonConverter(typeof(JsonStringEnumConverter<ConnectionStep>))]
public enum ConnectionStep
{
    Key,
    Agent,
    Number,
    Approval,
    Webhook,
}
