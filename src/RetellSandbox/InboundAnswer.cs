using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>
/// What an inbound webhook said about a call that is about to begin. All of it is optional, and only a boolean true rejects.
/// </summary>
public record InboundAnswer(JsonObject Said)
{
    public static readonly InboundAnswer None = new(new JsonObject());

    public bool Rejects => Said["reject"].IsTrue();
    public string? AgentId => Said["override_agent_id"].Text();
    public string? AgentVersion => Said["override_agent_version"]?.ToString();
    public JsonObject Variables => Said["dynamic_variables"] as JsonObject ?? [];
    public JsonObject Metadata => Said["metadata"] as JsonObject ?? [];

    public static InboundAnswer Of(byte[]? body)
    {
        try
        {
            return body is not null && (JsonNode.Parse(body) as JsonObject)?["call_inbound"] is JsonObject said
                ? new InboundAnswer(said)
                : None;
        }
        catch (JsonException)
        {
            // Retell asks for JSON and is content without: the bound agent answers.
            return None;
        }
    }
}
