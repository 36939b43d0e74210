using Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Switchhook.Contracts;

namespace Switchhook.App.Platform;

/// <summary>A refusal that a page did not answer itself becomes 422 with its sentence.</summary>
public sealed class Refusals(IModelMetadataProvider metadata) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not Refused refused) return;
        var view = context.HttpContext.Request.IsHtmx() ? "_Refusal" : "_RefusalPage";
        context.Result = new ViewResult
        {
            ViewName = view,
            StatusCode = StatusCodes.Status422UnprocessableEntity,
            ViewData = new ViewDataDictionary(metadata, context.ModelState) { Model = refused.Message, ["Title"] = "Not done" },
        };
        context.ExceptionHandled = true;
    }
}
