using Switchhook.Contracts;

namespace Switchhook.App.Hosting;

/// <summary>A page shows times where it is read: as the browser told (js/time.js), else as the account has it, else in UTC.</summary>
public static class ReaderTimeZone
{
    public const string Cookie = "zone",
        Claim = "zone";

    public static UserTimeZone Of(HttpContext? http) =>
        UserTimeZone.Named(http?.Request.Cookies[Cookie]) ?? UserTimeZone.Named(http?.User.FindFirst(Claim)?.Value) ?? UserTimeZone.Utc;
}
