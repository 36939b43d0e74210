using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.Mail;
using Switchhook.Admin.Sessions;
using Switchhook.Admin.SignUp;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting;

/// <summary>Cookies, and where mail goes. Every page asks for a sign-in unless it says that anyone may see it.</summary>
public static class SignInSetup
{
    public static void AddSignIn(this WebApplicationBuilder builder, string publicUrl)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        var development = builder.Environment.IsDevelopment();
        if (FirstAdmin.ConfigurationError(configuration) is { } fault)
            throw new StartupFailure(fault);
        // Without TLS a browser drops a Secure cookie: only a trial in Development, or whoever states an http address, goes without.
        var secure = configuration.ReadOptions<SiteOptions>().PublicUrl is null
            ? !development
            : publicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                options =>
                {
                    Harden(options.Cookie, "switchhook", secure);
                    options.LoginPath = "/sign-in";
                    options.AccessDeniedPath = "/access-denied";
                    options.ReturnUrlParameter = "returnUrl";
                    options.ExpireTimeSpan = Session.Idle;
                    options.Events.OnValidatePrincipal = SessionValidation.RunAsync;
                    options.Events.OnRedirectToLogin = AskToSignIn;
                    options.Events.OnRedirectToAccessDenied = context =>
                    {
                        context.Response.Redirect(OfThisSite(context));
                        return Task.CompletedTask;
                    };
                }
            )
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                options =>
                {
                    Harden(options.Cookie, "switchhook-passkey", secure);
                    options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                }
            );
        services.Configure<AntiforgeryOptions>(options => Harden(options.Cookie, "switchhook-form", secure));
        services.Configure<RazorPagesOptions>(options => options.Conventions.AuthorizeFolder("/"));
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = new Uri(publicUrl).Host;
            // The sign-in asks for no address, so the device has to remember whose passkey it holds.
            options.ResidentKeyRequirement = "required";
        });
        builder.AddCheckedOptions<KeyRingOptions>();
        services.AddDataProtectionKeys(configuration);
        // Requests are logged with their query, and the links in mails carry their codes there.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        var smtp = builder.AddCheckedOptions<SmtpOptions>();
        services.AddSingleton(provider => new MailSettings(
            provider.GetRequiredService<DataFolder>().Of("mail"),
            publicUrl,
            smtp.From ?? $"Switchhook <no-reply@{new Uri(publicUrl).Host}>",
            Smtp(smtp),
            development
        ));
    }

    public static void UseSignIn(this WebApplication app) => app.UseAuthentication();

    static void Harden(CookieBuilder cookie, string name, bool secure)
    {
        cookie.Name = secure ? "__Host-" + name : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Without the host: that of the request is whatever its sender wrote there.</summary>
    static string OfThisSite(RedirectContext<CookieAuthenticationOptions> context)
    {
        var scheme = context.RedirectUri.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? context.RedirectUri : context.RedirectUri[context.RedirectUri.IndexOf('/', scheme + 3)..];
    }

    /// <summary>A page goes to the sign-in; what a script asked for gets the bare status. Why a sign-in ended is said there.</summary>
    static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        var asked = OfThisSite(context);
        var target = SessionValidation.Reason(http) is { } why ? $"{asked}&why={why}" : asked;
        if (http.Request.Headers.ContainsKey("HX-Request"))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers["HX-Redirect"] = target;
        }
        else if (http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal))
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            http.Response.Redirect(target);
        return Task.CompletedTask;
    }

    static SmtpSettings? Smtp(SmtpOptions given) =>
        given.Host is null ? null : new(given.Host, given.Port, given.User, given.Password, given.Tls);
}
