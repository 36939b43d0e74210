using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Switchhook.Calls.Sweeping;

namespace Switchhook.Scenarios;

/// <summary>A house whose webhook can be made to hear nothing, for longer than Retell tries. It looks through Retell's calls when it is told to.</summary>
public sealed class DeafHouse : House, IStartupFilter
{
    const int Tries = 4;
    readonly ConcurrentQueue<byte[]> unheard = new();

    public bool Deaf { get; set; }

    protected override void Arrange(IWebHostBuilder web)
    {
        web.UseSetting("Calls:SweepMinutes", "10000");
        web.UseSetting("Calls:SweepGraceSeconds", "0");
        web.UseSetting("Calls:SweepPage", "2");
        web.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));
    }

    public async Task<bool> LookAsync()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);
    }

    /// <summary>What Retell has given up sending, each body once.</summary>
    public IReadOnlyList<byte[]> Unheard(string callId) => [.. Tried(callId).Select(x => x.First())];

    /// <summary>Somebody calls, and nothing of it reaches us.</summary>
    public async Task<string> LoseCallAsync(Visitor owner, string scenario = "booking")
    {
        Deaf = true;
        var home = await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", scenario));
        var call = home.Path["/?playing=".Length..];
        await Eventually(async () => (await new RetellDesk(this).AskAsync(HttpMethod.Get, $"/v2/get-call/{call}")) is { Status: HttpStatusCode.OK, Body: { } told } && told["call_analysis"] is not null, "Retell has analysed the call");
        await Eventually(() => Task.FromResult(Tried(call) is { Count: > 1 } tried && tried.All(x => x.Count() % Tries == 0)), "Retell has given up telling");
        return call;
    }

    List<IGrouping<string, byte[]>> Tried(string callId) =>
        [.. unheard.Where(x => Encoding.UTF8.GetString(x).Contains(callId, StringComparison.Ordinal)).GroupBy(Convert.ToHexString)];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, answer) =>
        {
            if (!Deaf || context.Request.Path != "/api/retell/webhook")
            {
                await answer(context);
                return;
            }
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            unheard.Enqueue(body.ToArray());
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        });
        next(app);
    };
}
