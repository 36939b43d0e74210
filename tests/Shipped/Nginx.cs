using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Switchhook.BuildingBlocks;
using Switchhook.Published;
using Switchhook.Scenarios;

namespace Switchhook.Shipped;

/// <summary>The distribution's nginx with the configuration that docs/operating.md gives, and a certificate made for it.</summary>
sealed class Nginx : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("switchhook-nginx-").FullName;
    Process? process;

    public string Upstream { get; } = PublishedSite.FreeAddress();
    public string Address { get; } = PublishedSite.FreeAddress().Replace("http://127.0.0.1", "https://localhost", StringComparison.Ordinal);
    public string Certificate => Path.Combine(folder, "certificate.pem");

    static string Program => File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

    public static async Task<bool> IsHereAsync()
    {
        if (await SucceedsAsync(Program, "-v") && await SucceedsAsync("openssl", "version"))
            return true;
        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
            return false;
        await SucceedsAsync("apt-get", "update", "-q");
        await SucceedsAsync("apt-get", "install", "-y", "-q", "--no-install-recommends", "nginx-light", "openssl");
        return await SucceedsAsync(Program, "-v") && await SucceedsAsync("openssl", "version");
    }

    public static async Task<Nginx> PrepareAsync()
    {
        var nginx = new Nginx();
        if (
            !await SucceedsAsync(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                Path.Combine(nginx.folder, "key.pem"),
                "-out",
                nginx.Certificate
            )
        )
            throw new InvalidOperationException("openssl made no certificate");
        await File.WriteAllTextAsync(Path.Combine(nginx.folder, "nginx.conf"), nginx.Configuration());
        return nginx;
    }

    /// <summary>The snippet of the documentation with this machine's ports and files in it.</summary>
    string Configuration()
    {
        var docs = File.ReadAllText(Path.Combine(DataFolder.Checkout(AppContext.BaseDirectory)!, "docs", "operating.md"));
        var servers = Regex
            .Match(docs, "```nginx\n(.*?)```", RegexOptions.Singleline)
            .Groups[1]
            .Value.Replace("listen 443 ", $"listen 127.0.0.1:{new Uri(Address).Port} ", StringComparison.Ordinal)
            .Replace("listen 80;", $"listen 127.0.0.1:{new Uri(PublishedSite.FreeAddress()).Port};", StringComparison.Ordinal)
            .Replace("server_name calls.example.com;", "server_name localhost;", StringComparison.Ordinal)
            .Replace("/etc/ssl/calls.example.com.pem", Certificate, StringComparison.Ordinal)
            .Replace("/etc/ssl/calls.example.com.key", Path.Combine(folder, "key.pem"), StringComparison.Ordinal)
            .Replace("http://127.0.0.1:5080", Upstream, StringComparison.Ordinal);
        var temporary = string.Join(
            '\n',
            ((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(x => $"{x}_temp_path {folder}/{x};")
        );
        return $"worker_processes 1;\npid {folder}/nginx.pid;\n{(Environment.IsPrivilegedProcess ? "user root;\n" : "")}events {{ "
            + $"worker_connections 512; }}\nhttp {{\naccess_log off;\n{temporary}\n{servers}\n}}\n";
    }

    public async Task StartAsync()
    {
        process = Process.Start(
            new ProcessStartInfo(
                Program,
                ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log"), "-g", "daemon off;"]
            )
        )!;
        using var http = new HttpClient(Handler());
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(20))
        {
            if (process.HasExited)
                break;
            try
            {
                if ((await http.GetAsync(Address + "/health/live")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            { /* not listening yet */
            }
        }
        throw new InvalidOperationException("nginx does not answer:\n" + await File.ReadAllTextAsync(Path.Combine(folder, "error.log")));
    }

    public BrowserSession Visitor() => new(Handler(), Address);

    SocketsHttpHandler Handler()
    {
        var ours = X509CertificateLoader.LoadCertificateFromFile(Certificate).Thumbprint;
        return new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is X509Certificate2 { Thumbprint: var theirs } && theirs == ours,
            },
        };
    }

    static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            using var run = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
            await run.WaitForExitAsync();
            return run.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            using (var quit = Process.Start("kill", ["-QUIT", $"{process.Id}"]))
                await quit.WaitForExitAsync();
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
        }
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
