using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Switchhook.Scenarios;

namespace Switchhook.Published;

/// <summary>The main story as the first admin of a fresh site lives it, so that every page has something to show.</summary>
public static class BrowserSteps
{
    public const string AgentName = "Reyes Dental front desk";

    public static Task SignInAsync(this BrowserSession visitor) =>
        visitor.SignInAsync(PublishedSite.AdminEmail, PublishedSite.AdminPassword);

    public static async Task SignInAsync(this BrowserSession visitor, string email, string password) =>
        await visitor.SubmitAsync(
            await visitor.GetAsync("/sign-in"),
            "main form:has([name=Password])",
            ("Email", email),
            ("Password", password)
        );

    public static async Task CreateAgentAsync(this BrowserSession visitor)
    {
        await visitor.SubmitAsync(
            await visitor.GetAsync("/agent/new"),
            "main form",
            ("Name", AgentName),
            ("Brief", "Answer for Reyes Dental and book appointments."),
            ("AreaCode", "415")
        );
        await visitor.FindAsync("/agent", @"\+1 415 555 \d{4}");
    }

    /// <summary>The paths of the call and of the lead that came of it.</summary>
    public static async Task<(string Call, string Lead)> TakeCallAsync(this BrowserSession visitor)
    {
        await visitor.SubmitAsync(await visitor.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        return (await visitor.FindAsync("/calls", @"/calls/call_\w+"), await visitor.FindAsync("/leads", @"/leads/[0-9a-f-]{36}"));
    }

    public static async Task UntilAsync(this BrowserSession visitor, string path, Func<Answer, bool> isSo)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
            if (isSo(await visitor.GetAsync(path)))
                return;
        throw new TimeoutException($"Not within a minute: {path}");
    }

    /// <summary>Looks at the page until it holds this; what durable messages do takes the time it takes.</summary>
    public static async Task<string> FindAsync(this BrowserSession visitor, string path, string pattern, Func<bool>? onlyOnce = null)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
            if (
                onlyOnce?.Invoke() != false
                && Regex.Match(WebUtility.HtmlDecode((await visitor.GetAsync(path)).Text), pattern) is { Success: true } found
            )
                return found.Value;
        throw new TimeoutException($"Not within a minute in {path}: {pattern}");
    }
}
