using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Switchhook.Scenarios;

static partial class EndpointAccessMatrix
{
    /// <summary>
    /// All that the running site answers to, except what was built into /lib and the sandbox, which are looked at as wholes.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FoundAsync(AppFixture site)
    {
        var (pages, found) = (site.Get<PageLoader>(), new List<string>());
        foreach (
            var endpoint in Routes(site)
                .Where(x =>
                    !Of(x).StartsWith("/lib/", StringComparison.Ordinal) && !Of(x).StartsWith("/sandbox/", StringComparison.Ordinal)
                )
        )
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                // A page shows itself on GET also where it has no handler for that.
                found.Add($"GET {Of(endpoint)}");
                foreach (var handler in (await pages.LoadAsync(page, endpoint.Metadata)).HandlerMethods)
                    found.Add($"{handler.HttpMethod.ToUpperInvariant()} {Of(endpoint)} {handler.Name}".TrimEnd());
            }
            else
                found.AddRange(Methods(endpoint).Select(method => $"{method} {Of(endpoint)}"));
        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    public static IEnumerable<RouteEndpoint> Routes(AppFixture site) => site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public static string Of(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    public static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"];
}
