using System.Text.Json;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Calls.Screening;

/// <summary>What Retell asks about before it lets a call through. Whatever cannot be read is null.</summary>
public sealed record InboundCall(string? RetellAgentId, string? CallId, string From, string To)
{
    /// <summary>As blocked numbers are written, however the carrier writes it; null when the caller hides it.</summary>
    public string? Caller => PhoneNumber.LineOf(From);

    /// <summary>The number that was dialled, as agents' numbers are written.</summary>
    public string DialledNumber => PhoneNumber.LineOf(To) ?? To;

    public static InboundCall? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
                json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("call_inbound", out var call)
                && call.ValueKind is JsonValueKind.Object
                && Word(call, "from_number") is { } from
                && Word(call, "to_number") is { } to
                ? new(Word(call, "agent_id"), Word(call, "call_id"), from, to)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Word(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { Length: > 0 and <= 128 } text && !text.Contains('\0') ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
