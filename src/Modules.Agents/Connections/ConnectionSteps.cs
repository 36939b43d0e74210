using Switchhook.Agents.Provisioning;

namespace Switchhook.Agents.Connections;

/// <summary>The lines of a connection, as the page ticks them off.</summary>
public static class ConnectionSteps
{
    public static IReadOnlyList<StepProgress> Of(ConnectionDetails connection)
    {
        (ConnectionStep? Step, string Doing, string Done, bool IsDone)[] steps =
        [
            .. connection.IsClaim
                ? []
                : ((ConnectionStep?, string, string, bool)[])
                    [
                        (
                            ConnectionStep.Key,
                            "Asking Retell whether the key is good",
                            $"Key accepted: {connection.Account}",
                            connection.KeyAt is not null
                        ),
                    ],
            (ConnectionStep.Agent, "Looking for the agent", "Agent found", connection.AgentAt is not null),
            (ConnectionStep.Number, "Looking for the number", "Number bound to it", connection.NumberAt is not null),
            .. !connection.IsClaim
                ? []
                : ((ConnectionStep?, string, string, bool)[])
                    [
                        (
                            ConnectionStep.Approval,
                            "Waiting for an administrator to agree",
                            "An administrator agreed",
                            connection.ApprovedAt is not null
                        ),
                    ],
            (
                ConnectionStep.Webhook,
                connection.ByHand is null ? "Setting the webhook" : "Webhook to be set by you",
                "Webhook set",
                connection.WebhookAt is not null || connection.HeardAt is not null
            ),
            (null, "Waiting for the first event", "First event received", connection.HeardAt is not null),
        ];
        var lines = new List<StepProgress>();
        var open = !connection.IsOver && !connection.IsLeaving;
        foreach (var (step, doing, done, isDone) in steps)
        {
            if (connection.Refusal is { } refusal && refusal.Step == step)
                lines.Add(new(doing, "failed", null));
            else if (isDone)
                lines.Add(new(done, "done", null));
            else
            {
                // What the owner has to do keeps nobody from listening meanwhile.
                lines.Add(new(doing, open ? "now" : "waiting", null));
                open = open && step is ConnectionStep.Webhook && connection.ByHand is not null;
            }
        }
        return lines;
    }
}
