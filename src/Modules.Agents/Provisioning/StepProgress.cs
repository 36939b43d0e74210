using System.Globalization;
using Switchhook.Agents.Connections;

namespace Switchhook.Agents.Provisioning;

/// <summary>One line of the set-up, as the page ticks it off.</summary>
/// <param name="State">done, now, failed or waiting.</param>
public record StepProgress(string Words, string State, string? Took)
{
    public static IReadOnlyList<StepProgress> Of(AgentDetails agent)
    {
        if (agent.Connection is { } connection)
            return ConnectionSteps.Of(connection);
        (ProvisioningStage Step, string Doing, string Done, DateTimeOffset? At)[] steps =
        [
            (ProvisioningStage.Prompt, "Writing the prompt", "Prompt written", agent.PromptWrittenAt),
            (ProvisioningStage.Agent, "Creating the agent", "Agent created", agent.CreatedAt),
            (ProvisioningStage.Publishing, "Publishing", "Published", agent.PublishedAt),
            (
                ProvisioningStage.Number,
                agent.AreaCode is { } code ? $"Buying a number in {code}" : "Buying a number",
                "Number bought",
                agent.ProvisionedAt
            ),
        ];
        var before = agent.RequestedAt;
        var lines = new List<StepProgress>();
        var open = true;
        foreach (var (step, doing, done, at) in steps)
        {
            if (at is { } then)
            {
                lines.Add(new(done, "done", (then - before).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s"));
                before = then;
                continue;
            }
            lines.Add(
                new(
                    agent.Unclear == step ? "Asking Retell whether it was done: its answer did not come" : doing,
                    agent.Failure?.Step == step ? "failed"
                        : open && agent.Failure is null ? "now"
                        : "waiting",
                    null
                )
            );
            open = false;
        }
        lines.Add(new("Ready to answer", agent.ProvisionedAt is null ? "waiting" : "done", null));
        return lines;
    }

    public static IReadOnlyList<StepProgress> OfDeletion(AgentDetails agent)
    {
        (string Doing, string Done, bool IsDone)[] steps =
        [
            ("Releasing the number", "Number released", agent.Number is null),
            ("Removing the agent from Retell", "Agent removed", agent.RetellAgentId is null),
            ("Removing the prompt from Retell", "Prompt removed", agent.LlmId is null),
        ];
        var now = steps.TakeWhile(x => x.IsDone).Count();
        return
        [
            .. steps.Select(
                (x, i) =>
                    new StepProgress(
                        i < now ? x.Done : x.Doing,
                        i < now ? "done"
                            : i == now ? "now"
                            : "waiting",
                        null
                    )
            ),
        ];
    }
}
