using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchhook.RetellWire;

namespace Switchhook.Scenarios;

/// <summary>A real socket before the in-memory host, so that the sandbox and the product meet over HTTP as they do in life.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    readonly WebApplication app;
    HttpMessageInvoker? host;

    /// <summary>All that the product asked of Retell, held against Retell's contract.</summary>
    public RetellTraffic Traffic { get; } = new();

    LoopbackServer(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    public static async Task<LoopbackServer> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var wire = new LoopbackServer(builder.Build());
        wire.app.Run(wire.PassOnAsync);
        await wire.app.StartAsync();
        wire.Address = wire.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return wire;
    }

    public void ForwardTo(HttpMessageHandler handler) => host = new HttpMessageInvoker(handler);

    /// <summary>Where the host breaks off, the socket breaks too, as it would without us in between.</summary>
    async Task PassOnAsync(HttpContext context)
    {
        try
        {
            await ForwardAsync(context);
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException or HttpRequestException)
        {
            context.Abort();
        }
    }

    async Task ForwardAsync(HttpContext context)
    {
        if (host is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        var asked = await RetellTraffic.ReadAsync(context);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            Address + context.Request.Path + context.Request.QueryString
        )
        {
            Content = asked is null ? new StreamContent(context.Request.Body) : new ByteArrayContent(asked.Body),
        };
        foreach (var (name, values) in context.Request.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
                request.Content.Headers.TryAddWithoutValidation(name, [.. values]);
        if (asked is not null)
            Traffic.Hold(asked);
        using var answer = await host.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not "Transfer-Encoding")
                context.Response.Headers[name] = values.ToArray();
        if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
            await CopyAsync(asked, answer, context);
    }

    /// <summary>An answer that is cut off on the way is cut off for who asked, and held against nothing.</summary>
    async Task CopyAsync(RetellTraffic.TrafficRequest? asked, HttpResponseMessage answer, HttpContext context)
    {
        if (asked is null)
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }
        using var whole = new MemoryStream();
        await using var stream = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        var part = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(part, context.RequestAborted)) > 0; )
        {
            await context.Response.Body.WriteAsync(part.AsMemory(0, read), context.RequestAborted);
            whole.Write(part, 0, read);
        }
        Traffic.HoldAnswer(asked, (int)answer.StatusCode, whole.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Traffic.MustBeRetells();
    }
}
