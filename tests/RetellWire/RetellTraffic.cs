using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Switchhook.RetellSandbox.Contract;

namespace Switchhook.RetellWire;

/// <summary>
/// Every request that is made of Retell, and every answer, held against Retell's contract. A test that asks wrongly on purpose says so.
/// </summary>
public sealed class RetellTraffic
{
    public const string Root = "/sandbox/retell",
        OnPurpose = "X-Wrong-On-Purpose";

    /// <summary>What the sandbox has besides Retell's API: how a call is dialled, and files.</summary>
    static readonly string[] Others = ["/simulate-call", "/voices/", "/recordings/"];

    readonly ConcurrentQueue<string> objections = new();
    int requests;

    public int Requests => requests;
    public IReadOnlyCollection<string> Objections => objections;

    /// <summary>Null when it is not asked of Retell.</summary>
    public static async Task<TrafficRequest?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            !request.Path.StartsWithSegments(Root, out var path)
            || Others.Any(x => path.Value!.StartsWith(x, StringComparison.Ordinal))
            || request.Headers.ContainsKey(OnPurpose)
        )
            return null;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        return new(
            request.Method,
            path.Value!,
            [.. request.Query.Select(x => KeyValuePair.Create(x.Key, x.Value.ToString()))],
            body.ToArray()
        );
    }

    public void Hold(TrafficRequest asked)
    {
        Interlocked.Increment(ref requests);
        Note(asked, RetellContract.Known.ObjectionsTo(asked.Method, asked.Path, asked.Query, asked.Json()));
    }

    /// <summary>The sandbox must answer as Retell does. A test may have any answer lost, or refused in any way.</summary>
    public void HoldAnswer(TrafficRequest asked, int status, byte[] body)
    {
        if (status < 300 && body.Length > 0)
            Note(asked, RetellContract.Known.ObjectionsToAnswer(asked.Method, asked.Path, status, JsonNode.Parse(body)));
    }

    public void MustBeRetells()
    {
        if (objections.IsEmpty)
            return;
        throw new InvalidOperationException(
            $"Of {requests} requests to Retell, these are not as its contract has them:\n"
                + string.Join('\n', objections.Distinct().Take(20))
        );
    }

    void Note(TrafficRequest asked, IReadOnlyList<string> found)
    {
        foreach (var objection in found)
            objections.Enqueue($"{asked.Method} {RetellContract.Known.Find(asked.Method, asked.Path)?.Path ?? asked.Path}: {objection}");
    }

    public sealed record TrafficRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query, byte[] Body)
    {
        public JsonNode? Json()
        {
            if (Body.Length == 0)
                return null;
            try
            {
                return JsonNode.Parse(Body);
            }
            catch (JsonException)
            {
                return JsonValue.Create("unreadable");
            }
        }
    }
}
