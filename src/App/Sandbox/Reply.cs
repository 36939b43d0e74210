using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

/// <summary>An answer already written to bytes, so that nothing of a workspace is read outside its gate.</summary>
public record Reply(int Status, byte[] Body)
{
    public static Reply Ok(JsonNode body) => new(200, Json.Bytes(body));
    public static Reply Created(JsonNode body) => new(201, Json.Bytes(body));
    public static Reply Empty(int status) => new(status, []);
    public static Reply Error(int status, string message) =>
        new(status, Json.Bytes(new JsonObject { ["status"] = "error", ["message"] = message }));

    public async Task Write(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Body.Length == 0) return;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body);
    }
}
