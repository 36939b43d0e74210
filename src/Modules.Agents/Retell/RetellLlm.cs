using Switchhook.Agents.Pausing;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Retell;

public record RetellTool(string Type, string Name, string Description)
{
    public RetellTransferDestination? TransferDestination { get; init; }
    public RetellTransferOption? TransferOption { get; init; }
}

/// <param name="Number">E.164.</param>
public record RetellTransferDestination(string Type, string Number);

/// <param name="ShowTransfereeAsCaller">Whoever is rung sees the caller's number, not the agent's.</param>
public record RetellTransferOption(string Type, bool ShowTransfereeAsCaller);

/// <summary>What Retell calls an LLM: the prompt and how the conversation opens. It has no name, so a variable marks whose it is.</summary>
public record RetellLlm(
    string StartSpeaker,
    string BeginMessage,
    string GeneralPrompt,
    IReadOnlyList<RetellTool> GeneralTools,
    IReadOnlyDictionary<string, string> DefaultDynamicVariables
) : IRetellRequest
{
    public const string TagVariable = "switchhook_agent";

    public static RetellLlm For(Agent agent) =>
        new(
            "agent",
            agent.Settings.Greeting,
            agent.Settings.FullPrompt,
            [new("end_call", "end_call", "Hang up once the caller has said goodbye or has nothing more to ask.")],
            new Dictionary<string, string> { [TagVariable] = agent.Tag }
        );

    /// <summary>Says one sentence and sends the caller on.</summary>
    public static RetellLlm ForTransfer(Transfer transfer) =>
        new(
            "agent",
            "One moment, I'll connect you.",
            "You connect callers to a person. As soon as the call begins, use the tool transfer_call. Do not ask or answer "
                + "anything. If the transfer fails, say that nobody can take the call right now and use the tool end_call.",
            [
                new("transfer_call", "transfer_call", "Send the caller on, at once.")
                {
                    TransferDestination = new("predefined", transfer.To),
                    TransferOption = new("cold_transfer", ShowTransfereeAsCaller: true),
                },
                new("end_call", "end_call", "Hang up when the transfer has failed and the caller knows it."),
            ],
            new Dictionary<string, string> { [TagVariable] = transfer.Tag }
        );
}
