using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks.Options;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting.Api;

/// <summary>The HTTP API: what stands before and around the endpoints that modules map under /api.</summary>
public static class ApiSetup
{
    const string Origins = "api";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddApiSignIn();
        services.AddApiProblems();
        services.AddApiDocument();
        services.AddSingleton<IdempotencyStore>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        // Front ends of other origins come with a token, never with this site's cookie.
        string[] origins = [.. builder.AddCheckedOptions<ApiOptions>().AllOrigins];
        services.AddCors(cors =>
            cors.AddPolicy(
                Origins,
                policy =>
                    policy
                        .WithOrigins(origins)
                        .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
                        .WithHeaders("Authorization", "Content-Type", IdempotencyMiddleware.Header, "If-Match")
                        .WithExposedHeaders("ETag", "Location", "Retry-After", IdempotencyMiddleware.Replayed)
                        .SetPreflightMaxAge(TimeSpan.FromHours(1))
            )
        );
    }

    /// <summary>Before routing: so that also what no endpoint takes is answered as a problem.</summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.UseWhen(
            IsAsked,
            api =>
            {
                api.UseStatusCodePages();
                api.Use(ApiProblems.AnswerAsync);
                api.UseCors(Origins);
            }
        );

    /// <summary>After the sign-in: so that it is known who asks.</summary>
    public static void UseApiRequests(this WebApplication app) =>
        app.UseWhen(
            IsGuarded,
            api =>
            {
                api.UseMiddleware<ApiRequestMiddleware>();
                api.UseMiddleware<IdempotencyMiddleware>();
            }
        );

    public static bool IsAsked(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/api/retell");

    static bool IsGuarded(HttpContext http) => IsAsked(http) && IsEndpoint(http.GetEndpoint());

    public static bool IsEndpoint(Endpoint? endpoint) =>
        endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(x => x.Policy is ApiAccess.Read or ApiAccess.Write) == true;
}
