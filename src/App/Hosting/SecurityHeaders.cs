using Switchhook.Contracts;

namespace Switchhook.App.Hosting;

/// <summary>
/// What every answer carries but the webhook's, which no browser sees. Nothing is loaded from, framed by, or told to, anybody else.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Where Retell's client for browsers speaks: its rooms are LiveKit's, at one host of Retell's that may send on to a nearer one. Only
    /// the page that calls from the browser may go there and use the microphone, and only where there is a real Retell to speak with.
    /// </summary>
    static readonly string[] LiveKitHosts = ["https://*.livekit.cloud", "wss://*.livekit.cloud"];

    public static void UseHeaders(this WebApplication app)
    {
        var (everywhere, calling) = (Policy(speaks: false), Policy(speaks: true));
        var real = !app.Services.GetRequiredService<RetellSettings>().IsSandbox;
        app.UseWhen(x => real && IsTestCallPage(x), page => page.UseSecurityHeaders(calling));
        app.UseWhen(x => !(real && IsTestCallPage(x)), page => page.UseSecurityHeaders(everywhere));
    }

    static bool IsTestCallPage(HttpContext context) => context.Request.Path.Equals("/test-call", StringComparison.OrdinalIgnoreCase);

    static HeaderPolicyCollection Policy(bool speaks) =>
        new HeaderPolicyCollection()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddScriptSrc().Self();
                csp.AddStyleSrc().Self();
                csp.AddImgSrc().Self().Data();
                var connects = csp.AddConnectSrc().Self();
                if (speaks)
                    foreach (var room in LiveKitHosts)
                        connects.From(room);
                csp.AddFontSrc().Self();
                csp.AddMediaSrc().Self();
                csp.AddManifestSrc().Self();
                csp.AddFormAction().Self();
                csp.AddBaseUri().None();
                csp.AddFrameAncestors().None();
            })
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(x => x.SameOrigin())
            .AddCrossOriginResourcePolicy(x => x.SameOrigin())
            .AddPermissionsPolicy(features =>
            {
                features.AddDefaultSecureDirectives();
                if (speaks)
                {
                    features.AddMicrophone().Self();
                    features.AddAutoplay().Self();
                }
                features.AddPublickeyCredentialsCreate().Self();
                features.AddPublickeyCredentialsGet().Self();
            })
            .AddStrictTransportSecurityMaxAgeIncludeSubDomains(60 * 60 * 24 * 365);

    /// <summary>A page and its partial share a URL, and both hold somebody's data: caches keep neither, and never confuse them.</summary>
    public static void UsePrivatePages(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    var response = context.Response;
                    if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                    {
                        response.Headers.Append("Vary", "HX-Request, HX-Request-Type");
                        if (!response.Headers.ContainsKey("Cache-Control"))
                            response.Headers.CacheControl = "no-store";
                    }
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
}
