namespace Switchhook.Admin.Sessions;

/// <summary>Enough for people to know their own devices again; nothing else of what the browser says about itself is kept.</summary>
public static class DeviceName
{
    // Browsers carry the names of those they descend from, so the youngest name counts.
    static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];

    static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    public static string Read(string? userAgent) =>
        (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
        {
            ({ } browser, { } system) => $"{browser} on {system}",
            ({ } browser, null) => browser,
            (null, { } system) => $"A browser on {system}",
            _ => "A browser",
        };

    static string? Find((string Mark, string Name)[] known, string? userAgent) =>
        Array.Find(known, x => userAgent?.Contains(x.Mark, StringComparison.Ordinal) == true).Name;
}
