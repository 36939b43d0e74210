using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Contracts;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>A page with a small form: what was wrong is said beside the field that it is about.</summary>
public abstract class AuthPage : PageModel
{
    public (string Kind, string Text)? Notice { get; protected set; }

    public string? ErrorOf(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;

    public string? IsWrong(string field) => ErrorOf(field) is null ? null : "true";

    /// <summary>The same page, with when to come again.</summary>
    protected PageResult Later(RetryLater soon, TimeProvider time)
    {
        var wait = Math.Max(1, Math.Ceiling((soon.Next - time.GetUtcNow()).TotalSeconds));
        Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        Notice = ("bad", soon.Message);
        return new PageResult { StatusCode = StatusCodes.Status429TooManyRequests };
    }

    protected PageResult Again(string? bad = null)
    {
        if (bad is not null)
            Notice = ("bad", bad);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
