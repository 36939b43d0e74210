using Switchhook.Contracts;

namespace Switchhook.App.Platform;

/// <summary>A page shows times where it is read: as the browser told (js/time.js), else as the account has it, else in UTC.</summary>
public static class ReadersZone
{
    public const string Cookie = "zone", Claim = "zone";

    public static Zone Of(HttpContext? http) =>
        Zone.Named(http?.Request.Cookies[Cookie]) ?? Zone.Named(http?.User.FindFirst(Claim)?.Value) ?? Zone.Utc;
}
