namespace Switchhook.App.Platform;

/// <summary>What every answer carries. Nothing is loaded from, framed by, or told to, anybody else.</summary>
public static class Headers
{
    public static void UseHeaders(this WebApplication app) => app.UseSecurityHeaders(new HeaderPolicyCollection()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Self().Data();
            csp.AddConnectSrc().Self();
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
            features.AddPublickeyCredentialsCreate().Self();
            features.AddPublickeyCredentialsGet().Self();
        })
        .AddStrictTransportSecurityMaxAgeIncludeSubDomains(60 * 60 * 24 * 365)
        .RemoveServerHeader());

    /// <summary>A page and its partial share a URL, and both hold somebody's data: caches keep neither, and never confuse them.</summary>
    public static void UsePrivatePages(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var response = context.Response;
            if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                response.Headers.Append("Vary", "HX-Request, HX-Request-Type");
                if (!response.Headers.ContainsKey("Cache-Control")) response.Headers.CacheControl = "no-store";
            }
            return Task.CompletedTask;
        });
        return next(context);
    });
}
