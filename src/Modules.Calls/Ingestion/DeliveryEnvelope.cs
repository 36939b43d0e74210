using System.Text.Json;
using System.Text.RegularExpressions;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// As much of a delivery as its keeping needs. Whatever cannot be read is null; it never decides whether the delivery is kept.
/// </summary>
public sealed partial record DeliveryEnvelope(string? Event, string? CallId, string? RetellAgentId)
{
    static readonly DeliveryEnvelope Unreadable = new(null, null, null);

    public bool IsAboutCall => Event is not null && CallId is not null;

    public bool IsAboutChat => Event?.StartsWith("chat_", StringComparison.Ordinal) == true;

    /// <summary>
    /// Each half of a character, escaped, costs an exception to read. Who is not even known yet may not have thousands of them thrown.
    /// </summary>
    const int MaxLoneSurrogates = 8;

    /// <summary>
    /// Reads to the end: a body that is no JSON has none of these. Of what is told twice, the last counts, as it does for who interprets
    /// it.
    /// </summary>
    public static DeliveryEnvelope Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            var halves = 0;
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return Unreadable;
            string? name = null,
                call = null,
                agent = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                if (IsNamed(json, "event"u8, ref halves))
                    name = Word(ref json, ref halves);
                else if (IsNamed(json, "call"u8, ref halves))
                    (call, agent) = Call(ref json, ref halves);
                else
                    json.Skip();
            return json.Read() ? Unreadable : new(name, call, agent);
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    static (string? CallId, string? RetellAgentId) Call(ref Utf8JsonReader json, ref int halves)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return (null, null);
        }
        string? call = null,
            agent = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            if (IsNamed(json, "call_id"u8, ref halves))
                call = Word(ref json, ref halves);
            else if (IsNamed(json, "agent_id"u8, ref halves))
                agent = Word(ref json, ref halves);
            else
                json.Skip();
        return (call, agent);
    }

    static bool IsNamed(in Utf8JsonReader json, ReadOnlySpan<byte> name, ref int halves)
    {
        try
        {
            return json.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return CountLoneSurrogate<bool>(ref halves);
        }
    }

    /// <summary>Names end up in keys and addresses: anything but a plain one counts as absent.</summary>
    static string? Word(ref Utf8JsonReader json, ref int halves)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return null;
        }
        try
        {
            return json.GetString() is { } text && Plain().IsMatch(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return CountLoneSurrogate<string>(ref halves);
        }
    }

    static T? CountLoneSurrogate<T>(ref int halves) => ++halves <= MaxLoneSurrogates ? default : throw new JsonException();

    [GeneratedRegex(@"^[A-Za-z0-9_\-]{1,128}\z")]
    private static partial Regex Plain();
}
