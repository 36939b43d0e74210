using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Switchhook.Specs.Sandbox;

/// <summary>Where the sandbox's webhooks arrive; it refuses the first few when told so.</summary>
public sealed class Receiver : IAsyncDisposable
{
    public record Arrival(byte[] Raw, string Signature, bool Accepted)
    {
        public JsonNode Body => JsonNode.Parse(Raw)!;
        public string Event => (string)Body["event"]!;
        public string CallId => (string)Body["call"]!["call_id"]!;
    }

    readonly WebApplication app;
    readonly ConcurrentQueue<Arrival> arrivals = [];
    int refusals;

    Receiver(WebApplication app, int refusals) => (this.app, this.refusals) = (app, refusals);

    /// <summary>What is answered when the delivery is taken; without it 204.</summary>
    public string? Answer { get; set; }
    public string Url => app.Urls.First() + "/hook";
    public IReadOnlyList<Arrival> Arrivals => [.. arrivals];

    public static async Task<Receiver> Start(int refusals = 0, string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build(), refusals);
        receiver.app.MapPost("/hook", (RequestDelegate)receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    public async Task<IReadOnlyList<Arrival>> Until(Func<IReadOnlyList<Arrival>, bool> enough, int seconds = 60)
    {
        for (var end = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < end; await Task.Delay(10))
            if (enough(Arrivals))
                return Arrivals;
        throw new TimeoutException("Arrived: " + string.Join(", ", Arrivals.Select(arrival => arrival.Event)));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task Take(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        var accepted = Interlocked.Decrement(ref refusals) < 0;
        arrivals.Enqueue(new Arrival(bytes.ToArray(), http.Request.Headers["X-Retell-Signature"].ToString(), accepted));
        http.Response.StatusCode =
            !accepted ? 500
            : Answer is null ? 204
            : 200;
        if (accepted && Answer is not null)
            await http.Response.WriteAsync(Answer);
    }
}
