namespace Switchhook.Agents;

/// <summary>What marks a thing at Retell as ours, and whose: <c>switchhook-1a2b3c4d:{agent id}</c>.</summary>
public static class Tag
{
    public static string Of(string? installation, Guid agentId) => $"{Prefix(installation)}{agentId:D}";

    /// <summary>Null for what this installation did not make.</summary>
    public static Guid? Read(string? text, string installation)
    {
        var prefix = Prefix(installation);
        var at = text?.IndexOf(prefix, StringComparison.Ordinal) ?? -1;
        return at >= 0 && text!.Length >= at + prefix.Length + 36 && Guid.TryParseExact(text.AsSpan(at + prefix.Length, 36), "D", out var agentId) ? agentId : null;
    }

    static string Prefix(string? installation) => installation is null ? "switchhook:" : $"switchhook-{installation}:";
}
