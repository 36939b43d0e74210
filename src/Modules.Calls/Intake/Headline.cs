using System.Text.Json;
using System.Text.RegularExpressions;

namespace Switchhook.Calls.Intake;

/// <summary>As much of a delivery as its keeping needs. Whatever cannot be read is null; it never decides whether the delivery is kept.</summary>
public sealed partial record Headline(string? Event, string? CallId, string? RetellAgentId)
{
    static readonly Headline Unreadable = new(null, null, null);

    public bool IsAboutCall => Event is not null && CallId is not null;

    public bool IsAboutChat => Event?.StartsWith("chat_", StringComparison.Ordinal) == true;

    public static Headline Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return Unreadable;
            root.TryGetProperty("call", out var call);
            return new(Word(root, "event"), Word(call, "call_id"), Word(call, "agent_id"));
        }
        catch (JsonException) { return Unreadable; }
    }

    /// <summary>Names end up in keys and addresses: anything but a plain one counts as absent.</summary>
    static string? Word(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        try { return value.GetString() is { } text && Plain().IsMatch(text) ? text : null; }
        catch (InvalidOperationException) { return null; }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_\-]{1,128}\z")]
    private static partial Regex Plain();
}
