using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.App.ProjectionRebuild;

namespace Switchhook.App.Pages;

[AllowAnonymous, IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class ErrorModel(RebuildOnStartup rebuild) : PageModel
{
    /// <summary>While what pages read is made anew, a page may not be readable yet.</summary>
    public int? Percent { get; private set; }

    public string TraceId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    // The failed request is run again here with its own method, so every method must answer.
    public void OnGet()
    {
        if (rebuild.Percent is not { } percent)
            return;
        (Percent, Response.StatusCode) = (percent, StatusCodes.Status503ServiceUnavailable);
        Response.Headers["Refresh"] = Response.Headers.RetryAfter = "5";
    }

    public void OnPost() { }
}
