using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchhook.Agents.Retell;

/// <summary>An agent in one of a number's lists, as it goes over the wire. What we do not know in it has to survive a change.</summary>
public sealed record RetellBoundAgent(
    string AgentId,
    double? Weight,
    [property: JsonConverter(typeof(RetellVersionReference))] string? AgentVersion
)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static RetellBoundAgent Of(RetellBinding binding) => new(binding.AgentId, binding.Weight, binding.AgentVersion);
}

/// <summary>A version's number goes out as a number; a tag, "latest" or "latest_published" as text. Retell answers with either.</summary>
sealed class RetellVersionReference : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ValueKind switch
        {
            JsonValueKind.String => value.RootElement.GetString(),
            JsonValueKind.Number => value.RootElement.GetRawText(),
            _ => null,
        };
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            writer.WriteNumberValue(version);
        else
            writer.WriteStringValue(value);
    }
}
