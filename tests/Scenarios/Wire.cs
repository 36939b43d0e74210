using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Switchhook.Scenarios;

/// <summary>A real socket before the in-memory host, so that the sandbox and the product meet over HTTP as they do in life.</summary>
public sealed class Wire : IAsyncDisposable
{
    readonly WebApplication app;
    HttpMessageInvoker? host;

    Wire(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    public static async Task<Wire> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var wire = new Wire(builder.Build());
        wire.app.Run(wire.PassOnAsync);
        await wire.app.StartAsync();
        wire.Address = wire.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return wire;
    }

    public void LeadTo(HttpMessageHandler handler) => host = new HttpMessageInvoker(handler);

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
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), Address + context.Request.Path + context.Request.QueryString)
        {
            Content = new StreamContent(context.Request.Body),
        };
        foreach (var (name, values) in context.Request.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
                request.Content.Headers.TryAddWithoutValidation(name, [.. values]);
        using var answer = await host.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not "Transfer-Encoding") context.Response.Headers[name] = values.ToArray();
        if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
