using Microsoft.Playwright;

namespace Switchhook.Browser;

/// <summary>The distribution's Chromium; best the one without windows, which takes half the time.</summary>
public static class Chromium
{
    public static string Path =>
        new[]
        {
            Environment.GetEnvironmentVariable("CHROMIUM"),
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "Chromium is missing: install the distribution's package (Debian: apt-get install chromium-headless-shell "
                + "fonts-dejavu-core) or set CHROMIUM to its path."
        );

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Path,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                ],
            }
        );
}
