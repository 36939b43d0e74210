using System.Globalization;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>An answer already written to bytes, so that nothing of a workspace is read outside its gate.</summary>
public record Reply(int Status, byte[] Body)
{
    /// <summary>Seconds to wait before asking again.</summary>
    public int? RetryAfter { get; init; }

    public static Reply Ok(JsonNode body) => new(200, SandboxJson.Bytes(body));

    public static Reply Created(JsonNode body) => new(201, SandboxJson.Bytes(body));

    public static Reply Empty(int status) => new(status, []);

    public static Reply Error(Refusal refusal) => Error(refusal.Status, refusal.Message, refusal.IsErrorMessage);

    public static Reply Error(int status, string message, bool isErrorMessage = false) =>
        new(
            status,
            SandboxJson.Bytes(
                isErrorMessage
                    ? new JsonObject { ["error_message"] = message }
                    : new JsonObject { ["status"] = "error", ["message"] = message }
            )
        );

    public async Task Write(HttpResponse response)
    {
        Head(response);
        if (Body.Length > 0)
            await response.Body.WriteAsync(Body);
    }

    /// <summary>The head and half of the body, as an answer looks whose connection broke on the way.</summary>
    public async Task WriteHalf(HttpResponse response)
    {
        Head(response);
        await response.Body.WriteAsync(Body.AsMemory(0, Body.Length / 2));
        await response.Body.FlushAsync();
    }

    void Head(HttpResponse response)
    {
        response.StatusCode = Status;
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (Body.Length == 0)
            return;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Body.Length;
    }
}
