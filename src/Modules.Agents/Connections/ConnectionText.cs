using System.Net;
using Switchhook.Agents.Retell;

namespace Switchhook.Agents.Connections;

/// <summary>What the owner is told, and what to do about it.</summary>
public static class ConnectionText
{
    public const string Taken = "This agent is connected already.",
        CreatedHere =
            "This agent was created on this platform, so it belongs to an account here already. Connect one that was made in "
            + "Retell's dashboard.",
        NoSinglePrompt = "This agent's conversation is not led by one prompt, so none can be set from here. Leave the system prompt empty.",
        NotApproved =
            "An administrator did not agree that this agent is yours. If it is in a Retell account of your own, connect it with "
            + "that account's API key.",
        SetByHand = "It was set by hand, so we do not know what stood there before.";

    const string Unreachable = "Retell cannot be reached at the moment. Try again in a few minutes.";

    public static string For(RetellRefusal refusal, ConnectionStep step, Connection connection) =>
        refusal.Status switch
        {
            HttpStatusCode.TooManyRequests => "Retell is getting too many requests at once. Try again in a minute.",
            null or >= HttpStatusCode.InternalServerError => Unreachable,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when connection.HasOwnKey =>
                "Retell does not accept this key. Copy the API key from Retell's dashboard, the one with the webhook badge, and "
                    + "send it once more.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                "Retell did not accept this platform's key. The operator has to set it right; trying again will not help until then.",
            _ when step is ConnectionStep.Agent && connection.HasOwnKey =>
                "The Retell account that this key belongs to has no agent with this id. Check the id, or give the key of the "
                    + "account that has the agent.",
            _ when step is ConnectionStep.Agent =>
                "This platform's Retell account has no agent with this id. If the agent is in an account of your own, give that "
                    + "account's API key.",
            _ when step is ConnectionStep.Number =>
                $"The Retell account has no number {connection.Number}. Copy it from Retell's dashboard, with its country code.",
            _ => "Retell did not accept this. Check the form and try again; if it happens once more, tell the operator.",
        };

    public static string NotBound(string number) =>
        $"The number {number} is not bound to this agent. Bind it in Retell's dashboard, under Phone Numbers, and connect it then.";

    public static string Draft(int version) =>
        $"The agent has a draft in Retell's dashboard (version {version}) that is not published, and we publish nothing that you "
        + "have not. Publish it or delete it there.";

    public static string NotAllowed(RetellRefusal refusal) =>
        refusal.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Retell does not let this key change the agent.",
            null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                "Retell could not be asked to change the agent: it did not answer.",
            _ => "Retell did not accept the change to the agent.",
        };

    public static string NotRestored(string? oldUrl, string why) =>
        oldUrl is null
            ? $"Our address still stands as the agent's webhook URL. {why} Take it out in Retell's dashboard."
            : $"Our address still stands as the agent's webhook URL. {why} Put back what stood there before: {oldUrl}";

    public static string StillPinned(string number, string pin, int version) =>
        $"The number {number} stays at version {pin}, which has our address. Lead it to version {version} in Retell's dashboard.";
}
