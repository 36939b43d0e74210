using Switchhook.Agents.Reconciliation;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Agents;

/// <summary>What the dashboard says of the agent when all is not as usual.</summary>
/// <param name="Tone">info, warn or bad.</param>
public record AgentNotice(string Tone, string Sentence, string Offer, string Href)
{
    public static AgentNotice? Of(AgentDetails agent) =>
        agent switch
        {
            { Connection: { Refusal: { } refusal } } => new("bad", refusal.Sentence, "See what happened", "/agent"),
            { Connection.End: not null } => new(
                "info",
                "This agent is disconnected; its calls and leads are still here.",
                "Connect or create one",
                "/agent"
            ),
            { Connection: { } connection, Status: AgentStatus.SettingUp or AgentStatus.Disconnecting } => new(
                connection.ByHand is null && connection.Pin is null ? "info" : "warn",
                connection.StatusText,
                "See how far it is",
                "/agent"
            ),
            { Status: AgentStatus.Deleted } => new(
                "info",
                "This agent was deleted; its calls and leads are still here.",
                "Create another one",
                "/agent/new"
            ),
            { Status: AgentStatus.Deleting } => new("info", "Your agent is being deleted.", "See how far it is", "/agent"),
            { Failure: { } failure } => new("bad", failure.Sentence, "See what was done", "/agent"),
            { Status: AgentStatus.SettingUp } => new("info", "Your agent is being set up.", "See how far it is", "/agent"),
            { Lost.Count: > 0 } => new("bad", MissingResourceText.For(agent.Lost, agent.Connection is not null), "Open agent", "/agent"),
            { Status: AgentStatus.Pausing } => new("info", "Your agent is being paused.", "Open agent", "/agent"),
            { Status: AgentStatus.Paused } => new("warn", $"Your agent is paused. {Callers(agent)}", "Resume it", "/agent"),
            { Status: AgentStatus.Resuming } => new("info", "Your agent is about to answer again.", "Open agent", "/agent"),
            { Foreign: not null } => new(
                "warn",
                "The agent was changed in Retell's dashboard, and callers hear that now.",
                "Look and decide",
                "/agent/settings"
            ),
            { EditFailure: { } failed } => new(
                "bad",
                $"Version {failed.Revision} was not published. {failed.Sentence}",
                "Open agent",
                "/agent"
            ),
            { IsPublishing: true } => new("info", $"Version {agent.Revision} is being published.", "Open agent", "/agent"),
            _ => null,
        };

    public static string Callers(AgentDetails agent) =>
        agent.FallbackNumber is { } to ? $"Callers are sent to {PhoneNumber.Display(to)}." : "Callers reach nobody.";
}
