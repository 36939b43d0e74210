using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Switchhook.Published;

namespace Switchhook.Bench;

/// <summary>The least that ASP.NET Core can be, serving one page: what a start costs before any product.</summary>
public sealed class MinimalSite : IDisposable
{
    readonly Process process;

    MinimalSite(Process process) => this.process = process;

    public static async Task<int> RunAsync(string address)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/", () => Results.Content("<!doctype html><title>Empty</title>", "text/html"));
        await app.RunAsync(address);
        return 0;
    }

    public static async Task<TimeSpan> FirstPageAsync()
    {
        var address = PublishedSite.FreeAddress();
        var start = new ProcessStartInfo("dotnet", [typeof(MinimalSite).Assembly.Location, "empty", address])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var watch = Stopwatch.StartNew();
        using var site = new MinimalSite(Process.Start(start)!);
        await PublishedSite.FirstPageAsync(address, () => site.process.HasExited);
        return watch.Elapsed;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
