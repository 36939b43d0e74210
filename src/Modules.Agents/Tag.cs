namespace Switchhook.Agents;

/// <summary>
/// What marks a thing at Retell as ours, and whose: <c>switchhook-1a2b3c4d:{agent id}.{tenant}</c>. What was made by older builds lacks
/// the tenant.
/// </summary>
public static class Tag
{
    public static string Of(string? installation, Guid agentId, string? tenant) =>
        $"{Prefix(installation)}{agentId:D}{(tenant is null ? "" : "." + tenant)}";

    /// <summary>Null for what this installation did not make.</summary>
    public static ParsedTag? Read(string? text, string installation)
    {
        var prefix = Prefix(installation);
        var at = text?.IndexOf(prefix, StringComparison.Ordinal) ?? -1;
        if (
            at < 0
            || text!.Length < at + prefix.Length + 36
            || !Guid.TryParseExact(text.AsSpan(at + prefix.Length, 36), "D", out var agentId)
        )
            return null;
        var rest = text.AsSpan(at + prefix.Length + 36);
        if (rest is not ['.', ..])
            return new(agentId, null);
        var end = rest[1..].IndexOfAnyExcept(Letters);
        return new(agentId, (end < 0 ? rest[1..] : rest[1..(end + 1)]).ToString());
    }

    static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
    );

    static string Prefix(string? installation) => installation is null ? "switchhook:" : $"switchhook-{installation}:";
}

/// <summary>For which agent a thing at Retell was made.</summary>
/// <param name="Tenant">Null where the tag is from before tags named the tenant.</param>
public readonly record struct ParsedTag(Guid AgentId, string? Tenant);
