using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchhook.BuildingBlocks;
using Switchhook.RetellSandbox;
using Switchhook.RetellSandbox.FaultInjection;
using Switchhook.RetellWire;

namespace Switchhook.Chaos;

/// <summary>The sandbox in the rig's own process: it outlives every kill of the app, and its ledger knows what was really done.</summary>
public sealed class PretendRetell : IAsyncDisposable
{
    public const string Key = "key_of_the_platform";
    readonly WebApplication app;
    readonly string folder;
    readonly Workspace workspace;

    readonly RetellTraffic traffic;

    PretendRetell(WebApplication app, string folder, RetellTraffic traffic) =>
        (this.app, this.folder, this.traffic, workspace) = (app, folder, traffic, app.Services.GetRequiredService<Workspaces>().Of(Key));

    public string Url => app.Urls.First() + "/sandbox/retell";

    public static async Task<PretendRetell> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("switchhook-retell-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new DataFolder(folder));
        builder.AddSandbox(new SandboxSettings(Enabled: true, Pace: 0.01, Control: false));
        var app = builder.Build();
        var traffic = new RetellTraffic();
        app.Use(
            async (context, answer) =>
            {
                if (await RetellTraffic.ReadAsync(context) is { } asked)
                {
                    traffic.Hold(asked);
                    context.Request.Body = new MemoryStream(asked.Body);
                }
                await answer(context);
            }
        );
        app.UseRouting();
        app.MapSandbox();
        app.MapGet("/sandbox/retell/recordings/long.wav", () => TypedResults.Bytes(new byte[16 << 20], "audio/wav"));
        await app.StartAsync();
        return new PretendRetell(app, folder, traffic);
    }

    public Fault Fail(string match, string way, string contains, int nth = 1, int times = 1, int? ms = null)
    {
        lock (workspace.Gate)
        {
            var refusal = way switch
            {
                FailureModes.RateLimited => RefusalCatalog.All["rate-limited"],
                "no-card" => RefusalCatalog.All["no-card"],
                _ => RefusalCatalog.All["fault"],
            };
            var fault = new Fault
            {
                FaultId = $"fault_{workspace.Faults.Next}",
                Position = workspace.Faults.Next,
                Match = match,
                Contains = contains,
                Way = way is "no-card" ? FailureModes.Refuse : way,
                Nth = nth,
                Times = times,
                Ms = ms,
                Status = refusal.Status,
                Message = refusal.Message,
                RetryAfter = way is FailureModes.RateLimited ? 1 : null,
            };
            workspace.Faults.Set(fault);
            return fault;
        }
    }

    /// <summary>What the workspace of another key is called.</summary>
    public void Rename(string key, string name)
    {
        var other = app.Services.GetRequiredService<Workspaces>().Of(key);
        lock (other.Gate)
            other.Profile = other.Profile with { OrgName = name };
    }

    public async Task StruckAsync(Fault fault, TimeSpan within)
    {
        using var end = new CancellationTokenSource(within);
        while (true)
        {
            Task changed;
            lock (workspace.Gate)
            {
                if (fault.Struck > 0)
                    return;
                changed = fault.Changed;
            }
            await changed.WaitAsync(end.Token);
        }
    }

    /// <summary>Lets the held requests go on; or, broken off, never have happened.</summary>
    public void Release(Fault fault, bool breakOff = false)
    {
        lock (workspace.Gate)
            foreach (var hold in fault.Holds.ToList())
                if (breakOff)
                    hold.Abort();
                else
                    hold.Release();
    }

    /// <summary>Of a fault that may never strike.</summary>
    public async Task LetGoIfHeldAsync(Fault fault)
    {
        try
        {
            await StruckAsync(fault, TimeSpan.FromMilliseconds(500));
        }
        catch (OperationCanceledException)
        { /* another fault befell that request */
        }
        Release(fault);
    }

    public IReadOnlyList<LedgerEntry> Entries
    {
        get
        {
            lock (workspace.Gate)
                return [.. workspace.Ledger.Entries];
        }
    }
    public IReadOnlyList<LedgerEntry> Held
    {
        get
        {
            lock (workspace.Gate)
                return [.. workspace.Ledger.Held];
        }
    }

    public bool IsDelivering
    {
        get
        {
            lock (workspace.Gate)
                return workspace.Calls.All.Any(x => !x.IsOver || x.Undelivered.Count > 0);
        }
    }

    public string? IdOf(string what, Guid agentId) =>
        Entries.LastOrDefault(x => x.What == what && x.Tag.Contains($"{agentId:D}", StringComparison.Ordinal))?.Id;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        traffic.MustBeRetells();
    }
}
