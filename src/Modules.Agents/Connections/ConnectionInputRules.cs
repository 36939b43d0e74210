using System.Text.RegularExpressions;
using Switchhook.Agents.Provisioning;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;

namespace Switchhook.Agents.Connections;

/// <summary>What an owner may say of an agent to connect, each rule with the sentence that tells them.</summary>
public static partial class ConnectionInputRules
{
    public const int LongestPrompt = 30_000;

    public static ConnectionRequested Check(ConnectAgent command)
    {
        if (
            (
                AgentInputRules.Name(command.Name)
                ?? RetellAgentId(command.RetellAgentId)
                ?? Number(command.Number)
                ?? SystemPrompt(command.SystemPrompt)
            ) is
            { } sentence
        )
            throw new Refused(sentence);
        var prompt = command.SystemPrompt?.Trim();
        return new(
            command.Name.Trim(),
            prompt is "" ? null : prompt,
            command.RetellAgentId.Trim(),
            E164(command.Number)!,
            command.Key?.Ends
        );
    }

    public static string? RetellAgentId(string? id) =>
        id is not null && Id().IsMatch(id.Trim()) ? null : "Copy the agent's id from Retell's dashboard: it begins with “agent_”.";

    public static string? Number(string? number) =>
        E164(number) is not null ? null : "Write the number with its country code, like +14155550132.";

    public static string? SystemPrompt(string? prompt) =>
        prompt?.Trim().Length > LongestPrompt ? "Keep the system prompt under 30,000 characters." : null;

    public static string? Key(string? key) =>
        string.IsNullOrWhiteSpace(key) || Token().IsMatch(key.Trim())
            ? null
            : "This is no API key: a key has letters, digits and signs, and no spaces.";

    /// <summary>With its country code and without an extension: the number is looked for at Retell as it stands here.</summary>
    public static string? E164(string? number) =>
        number?.TrimStart().StartsWith('+') == true && PhoneNumber.Typed(number) is { } typed && PhoneNumber.LineOf(typed) == typed
            ? typed
            : null;

    [GeneratedRegex(@"^[A-Za-z0-9_\-]{4,128}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[\x21-\x7e]{4,256}\z")]
    private static partial Regex Token();
}
