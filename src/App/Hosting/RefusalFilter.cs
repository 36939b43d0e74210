using System.Globalization;
using Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting;

/// <summary>A refusal that a page did not answer itself becomes 422 with its sentence.</summary>
public sealed class RefusalFilter(IModelMetadataProvider metadata, TimeProvider time) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not Refused refused)
            return;
        if (refused is RetryLater soon)
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling((soon.Next - time.GetUtcNow()).TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
        var view = context.HttpContext.Request.IsHtmx() ? "_Refusal" : "_RefusalPage";
        context.Result = new ViewResult
        {
            ViewName = view,
            StatusCode = refused is RetryLater ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity,
            ViewData = new ViewDataDictionary(metadata, context.ModelState) { Model = refused.Message, ["Title"] = "Not done" },
        };
        context.ExceptionHandled = true;
    }
}
