using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents;

public record RetellTool(string Type, string Name, string Description);

/// <summary>What Retell calls an LLM: the prompt and how the conversation opens. It has no name, so a variable marks whose it is.</summary>
public record RetellLlm(
    string StartSpeaker, string BeginMessage, string GeneralPrompt, IReadOnlyList<RetellTool> GeneralTools, IReadOnlyDictionary<string, string> DefaultDynamicVariables) : IRetellRequest
{
    public const string Mark = "switchhook_agent";

    public static RetellLlm For(Agent agent) => new(
        "agent", agent.Settings.Greeting, agent.Settings.FullPrompt,
        [new("end_call", "end_call", "Hang up once the caller has said goodbye or has nothing more to ask.")],
        new Dictionary<string, string> { [Mark] = agent.Tag });
}
