using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Switchhook.App.Hosting;

/// <summary>
/// Razor Pages renders a page without running anything for a method that it has no handler for, and runs the unnamed handler for a name
/// that it does not know. Both are turned away here, for every page.
/// </summary>
public sealed class UnknownHandlerFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || IsShownInstead(http))
            return;
        if (context.HandlerMethod is not { } handler)
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        else if (Asked(http) is { Length: > 0 } asked && !asked.Equals(handler.Name, StringComparison.OrdinalIgnoreCase))
            context.Result = new NotFoundResult();
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    static string? Asked(HttpContext http) => http.GetRouteValue("handler")?.ToString() ?? http.Request.Query["handler"].ToString();

    /// <summary>The page that tells of an error is rendered for whatever request it was.</summary>
    static bool IsShownInstead(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;
}
