using System.ComponentModel;
using Switchhook.Agents.Connections;

namespace Switchhook.Agents.Api;

/// <summary>How an agent is connected that was made in Retell's dashboard.</summary>
public record ConnectionView(
    [property: Description("The name of the Retell account that the key belongs to. Null for the platform's own.")] string? Account,
    [property: Description("The last characters of your key; empty when it is too short to name any.")] string? KeyEnds,
    [property: Description("Where the agent's events went before, and go again once it is disconnected.")] string? FormerWebhookUrl,
    [property: Description("Whether an event of the agent has come.")] bool Heard,
    [property: Description("What is left for you to do at Retell. Null when nothing is.")] string? Remaining
)
{
    public static ConnectionView Of(ConnectionDetails x) =>
        new(
            x.Account,
            x.KeyEnds,
            x.OldUrl,
            x.HeardAt is not null,
            x.End?.Left ?? x.KeyRejection ?? (x is { HeardAt: null } and ({ ByHand: not null } or { Pin: not null }) ? x.StatusText : null)
        );

    public static IReadOnlyList<StepView> Steps(ConnectionDetails x) =>
        [
            .. x.IsClaim ? [] : new[] { Step(ConnectionStep.Key, x.KeyAt) },
            Step(ConnectionStep.Agent, x.AgentAt),
            Step(ConnectionStep.Number, x.NumberAt),
            .. x.IsClaim ? new[] { Step(ConnectionStep.Approval, x.ApprovedAt) } : [],
            Step(ConnectionStep.Webhook, x.WebhookAt),
            new("first_event", x.HeardAt),
        ];

    static StepView Step(ConnectionStep step, DateTimeOffset? doneAt) => new(AgentView.Wire(step.ToString()), doneAt);
}
