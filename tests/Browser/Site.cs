using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Switchhook.Browser;
using Switchhook.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(Site))]

namespace Switchhook.Browser;

/// <summary>The product as its own process, as people run it, and Chromium to look at it with.</summary>
public sealed class Site : IAsyncLifetime
{
    public const string AdminEmail = "first.admin@example.com",
        AdminPassword = "correct horse 42 battery";

    readonly string data = Directory.CreateTempSubdirectory("switchhook-browser-").FullName;
    TestDatabase database = null!;
    Process app = null!;
    IPlaywright playwright = null!;
    IBrowser chromium = null!;

    public string Address { get; } = $"http://localhost:{FreePort()}";

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "App.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["PORT"] = new Uri(Address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["DATA_DIR"] = data,
                ["ConnectionStrings__Postgres"] = database.ConnectionString,
                ["Sandbox__Pace"] = "0.1",
                ["BOOTSTRAP_ADMIN_EMAIL"] = AdminEmail,
                ["BOOTSTRAP_ADMIN_PASSWORD"] = AdminPassword,
            },
        };
        var said = new System.Text.StringBuilder();
        app = Process.Start(start)!;
        app.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        app.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        app.BeginOutputReadLine();
        app.BeginErrorReadLine();
        await IsReadyAsync(() => said.ToString());

        playwright = await Playwright.CreateAsync();
        chromium = await Switchhook.Browser.Chromium.LaunchAsync(playwright);
    }

    /// <summary>A person with a browser profile of their own. Console errors and CSP violations fail the test that closes it.</summary>
    public async Task<Person> PersonAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var context = await chromium.NewContextAsync(
            new()
            {
                BaseURL = Address,
                ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
                ColorScheme = scheme,
                JavaScriptEnabled = scripts,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(20_000);
        await context.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} "
                + "${e.sample}`))"
        );
        return new Person(await context.NewPageAsync(), this);
    }

    /// <summary>The link in the newest mail to this address; empty while none has come.</summary>
    public string LinkMailedTo(string email) =>
        System.Text.RegularExpressions.Regex.Match(MailsTo(email).FirstOrDefault()?.TextBody ?? "", @"https?://\S+").Value;

    /// <summary>Looks until a mail with this subject has come.</summary>
    public async Task IsMailedAsync(string email, string subject)
    {
        for (var deadline = Stopwatch.StartNew(); deadline.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(100))
            if (MailsTo(email).Any(x => x.Subject == subject))
                return;
        throw new TimeoutException($"Not within 30 seconds: a mail “{subject}”");
    }

    IEnumerable<MimeKit.MimeMessage> MailsTo(string email) =>
        new DirectoryInfo(Path.Combine(data, "mail")) is { Exists: true } folder
            ? folder
                .GetFiles("*.eml")
                .OrderByDescending(x => x.Name)
                .Select(x => MimeKit.MimeMessage.Load(x.FullName))
                .Where(x => x.To.Mailboxes.Any(to => to.Address == email))
            : [];

    async Task IsReadyAsync(Func<string> said)
    {
        using var http = new HttpClient();
        for (var deadline = Stopwatch.StartNew(); deadline.Elapsed < TimeSpan.FromSeconds(90); await Task.Delay(100))
        {
            if (app.HasExited)
                throw new InvalidOperationException("The site ended while starting:\n" + said());
            try
            {
                if ((await http.GetAsync(Address + "/health/ready")).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            { /* not listening yet */
            }
        }
        throw new InvalidOperationException("The site was not ready within 90 s:\n" + said());
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
        if (!app.HasExited)
        {
            app.Kill(entireProcessTree: true);
            await app.WaitForExitAsync();
        }
        await database.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
