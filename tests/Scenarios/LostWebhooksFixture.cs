using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Calls.Reconciliation;

namespace Switchhook.Scenarios;

/// <summary>
/// A site whose webhook can be made to hear nothing, for longer than Retell tries. It looks through Retell's calls when it is told to.
/// </summary>
public sealed class LostWebhooksFixture : AppFixture, IStartupFilter
{
    const int Tries = 4;
    readonly ConcurrentQueue<byte[]> dropped = new();

    public bool DropsWebhooks { get; set; }

    /// <summary>Answers instead of Retell; true when it has.</summary>
    public Func<HttpContext, Task<bool>>? InsteadOfRetell { get; set; }

    protected override void Arrange(IWebHostBuilder web)
    {
        web.UseSetting("Calls:SweepMinutes", "10000");
        web.UseSetting("Calls:SweepGraceSeconds", "0");
        web.UseSetting("Calls:SweepPage", "2");
        web.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));
    }

    /// <summary>One look. The site's own, right after its start, would make this one return at once without having looked.</summary>
    public async Task<bool> ReconcileAsync(bool whenFree = true)
    {
        if (whenFree)
            await Eventually(IsReconciliationIdleAsync, "nobody else is looking");
        await using var scope = Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CallReconciliation>().RunAsync(CancellationToken.None);
    }

    async Task<bool> IsReconciliationIdleAsync()
    {
        await using var command = Database(DatabaseRole.Worker)
            .CreateCommand(
                "select not exists (select from pg_locks where locktype = 'advisory' and classid = 0 and objid = 7464004 and "
                    + "granted and database = (select oid from pg_database where datname = current_database()))"
            );
        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>As a process would whose clock is ahead by this much.</summary>
    public async Task<bool> ReconcileAheadAsync(TimeSpan by)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var time = new AdvancedClock(by);
        var clock = new RetellClock(time, Get<OperatorAlerts>());
        using var http = new HttpClient(new RetellClockHandler(clock) { InnerHandler = new SocketsHttpHandler() });
        var record = ActivatorUtilities.CreateInstance<RetellCallHistory>(services, http, clock, time);
        var calls = ActivatorUtilities.CreateInstance<MissingCallImport>(services, record, time);
        return await ActivatorUtilities.CreateInstance<CallReconciliation>(services, calls, record).RunAsync(CancellationToken.None);
    }

    sealed class AdvancedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }

    /// <summary>What Retell has given up sending, each body once.</summary>
    public IReadOnlyList<byte[]> Dropped(string callId) => [.. Tried(callId).Select(x => x.First())];

    /// <summary>Somebody calls, and nothing of it reaches us.</summary>
    public async Task<string> LoseCallAsync(BrowserSession owner, string scenario = "booking")
    {
        DropsWebhooks = true;
        var home = await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", scenario));
        var call = home.Path["/?playing=".Length..];
        await Eventually(
            async () =>
                (await new RetellDashboard(this).AskAsync(HttpMethod.Get, $"/v2/get-call/{call}"))
                    is { Status: HttpStatusCode.OK, Body: { } told }
                && told["call_analysis"] is not null,
            "Retell has analysed the call"
        );
        await Eventually(
            () => Task.FromResult(Tried(call) is { Count: > 1 } tried && tried.All(x => x.Count() % Tries == 0)),
            "Retell has given up telling"
        );
        return call;
    }

    List<IGrouping<string, byte[]>> Tried(string callId) =>
        [.. dropped.Where(x => Encoding.UTF8.GetString(x).Contains(callId, StringComparison.Ordinal)).GroupBy(Convert.ToHexString)];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (context, answer) =>
                {
                    if (
                        context.Request.Path.StartsWithSegments("/sandbox/retell")
                        && InsteadOfRetell is { } instead
                        && await instead(context)
                    )
                        return;
                    if (!DropsWebhooks || context.Request.Path != "/api/retell/webhook")
                    {
                        await answer(context);
                        return;
                    }
                    using var body = new MemoryStream();
                    await context.Request.Body.CopyToAsync(body);
                    dropped.Enqueue(body.ToArray());
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                }
            );
            next(app);
        };
}
