using System.Text.Json.Serialization;

namespace Switchhook.Agents;

public record AgentRequested(string Name, string Brief, string VoiceId, string VoiceName, int? AreaCode);

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

[JsonConverter(typeof(JsonStringEnumConverter<SetUpStep>))]
public enum SetUpStep { Prompt, Agent, Publishing, Number }
