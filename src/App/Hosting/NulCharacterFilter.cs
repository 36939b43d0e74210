using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Switchhook.App.Hosting;

/// <summary>
/// No text has a NUL in it and PostgreSQL takes none: such a request is 400 everywhere, in one place before anything is read from it.
/// Addresses are looked at before routing, forms before anybody else reads them.
/// </summary>
public sealed class NulCharacterFilter : IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>After the limits for the size of forms (900), before the check of the form's token (1000).</summary>
    public int Order => 950;

    public static async Task RefuseAsync(HttpContext http, RequestDelegate next)
    {
        if (HasNul(http.Request.Path.Value) || HasNul(Uri.UnescapeDataString(http.Request.QueryString.Value ?? "")))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        try
        {
            await next(http);
        }
        // A form that has an encoded one, or that is no form at all, cut off or without a boundary: the framework throws at whoever reads
        // it.
        catch (Exception unreadable) when (IsOfTheForm(unreadable, http) && !http.Response.HasStarted)
        {
            http.Request.Form = FormCollection.Empty;
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!request.HasFormContentType)
            return;
        var form = await request.ReadFormAsync(context.HttpContext.RequestAborted);
        if (!form.Any(field => HasNul(field.Key) || field.Value.Any(HasNul)))
            return;
        // The page that tells of it has this request too.
        request.Form = FormCollection.Empty;
        context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
    }

    /// <summary>Thrown while the form was read: it stands nowhere yet. What Kestrel refuses has a status of its own.</summary>
    static bool IsOfTheForm(Exception thrown, HttpContext http) =>
        thrown is InvalidDataException or NotSupportedException or (IOException and not BadHttpRequestException)
        && http.Request.HasFormContentType
        && http.Features.Get<IFormFeature>()?.Form is null
        && !http.RequestAborted.IsCancellationRequested;

    static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
