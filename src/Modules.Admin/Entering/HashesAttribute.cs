using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Switchhook.Admin;

/// <summary>
/// Hashing a password costs a processor a good tenth of a second. As many run at once as there are processors, a few dozen wait,
/// the rest are told to come back: calls and pages keep their share of the machine.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HashesAttribute : Attribute, IAsyncPageFilter
{
    /// <summary>The only handler of the page that hashes; without one, whatever is posted does.</summary>
    public string? Handler { get; init; }

    static readonly SemaphoreSlim Processors = new(Environment.ProcessorCount);
    static int waiting;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || (Handler is not null && context.HandlerMethod?.Name != Handler))
        {
            await next();
            return;
        }
        try
        {
            if (Interlocked.Increment(ref waiting) > 64 || !await Processors.WaitAsync(TimeSpan.FromSeconds(20), http.RequestAborted))
            {
                http.Response.Headers.RetryAfter = "5";
                context.Result = new StatusCodeResult(StatusCodes.Status503ServiceUnavailable);
                return;
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
        try { await next(); }
        finally { Processors.Release(); }
    }
}
