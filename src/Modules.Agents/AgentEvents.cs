using System.Text.Json.Serialization;

namespace Switchhook.Agents;

/// <param name="Installation">Stands in the tag of everything made at Retell, so that two installations in one workspace leave each other's alone.</param>
public record AgentRequested(string Name, string Brief, string VoiceId, string VoiceName, int? AreaCode, string? Installation = null);

/// <summary>Committed before Retell is asked: from here on it may have happened, whatever becomes of us.</summary>
public record StepBegun(SetUpStep Step, int Attempt);

/// <summary>No clear answer came. Retell's lists are searched for the tag before anything is tried again.</summary>
public record StepUnclear(SetUpStep Step, int Attempt, string RetellsMessage);

public record PromptWritten(string LlmId);

public record AgentCreated(string RetellAgentId, int Version);

public record AgentPublished(int Version);

public record PhoneProvisioned(string Number, string Pretty, int? AreaCode);

/// <param name="Sentence">For the owner.</param>
/// <param name="RetellsMessage">For the operator: what Retell itself said.</param>
/// <param name="MayHaveHappened">No clear answer came: Retell may have done it all the same.</param>
public record ProvisioningFailed(SetUpStep Step, string Sentence, string RetellsMessage, bool MayHaveHappened);

public record PhoneReleased(string Number);

public record AgentRemoved(string RetellAgentId);

public record PromptRemoved(string LlmId);

public record ProvisioningCompensated;

/// <summary>The sweep did not find at Retell what we hold there.</summary>
public record LostAtRetell(Holding Holding);

[JsonConverter(typeof(JsonStringEnumConverter<SetUpStep>))]
public enum SetUpStep { Prompt, Agent, Publishing, Number }

[JsonConverter(typeof(JsonStringEnumConverter<Holding>))]
public enum Holding { Prompt, Agent, Number }
