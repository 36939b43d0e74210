namespace Switchhook.Agents.Pausing;

/// <summary>
/// A small agent at Retell that answers while the owner's agent is paused and sends each caller on. A number without any agent takes no
/// calls there.
/// </summary>
/// <param name="Generation">From 1. Each is made for one pause, and has a tag of its own.</param>
/// <param name="To">E.164.</param>
public record Transfer(int Generation, string To, string Tag)
{
    public string? LlmId { get; init; }
    public string? RetellAgentId { get; init; }
    public bool IsPublished { get; init; }
    public StepBegun? Begun { get; init; }

    /// <summary>Not needed any more: it is removed from Retell.</summary>
    public bool IsOver { get; init; }

    public ProvisioningStage? Awaits =>
        this switch
        {
            { LlmId: null } => ProvisioningStage.TransferPrompt,
            { RetellAgentId: null } => ProvisioningStage.TransferAgent,
            { IsPublished: false } => ProvisioningStage.TransferPublishing,
            _ => null,
        };

    /// <summary>It was asked for, and its answer did not come.</summary>
    public bool MayExistAtRetell(ProvisioningStage step) => Awaits == step && Begun?.Step == step;

    public static string TagOf(string? installation, Guid agentId, string tenant, int generation) =>
        $"{Switchhook.Agents.Tag.Of(installation, agentId, tenant)}.transfer{generation}";
}
