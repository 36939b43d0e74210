using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Pages;

[AllowAnonymous, IgnoreAntiforgeryToken]
public class ErrorStatusModel : PageModel
{
    public string Heading { get; private set; } = "";
    public string Sentence { get; private set; } = "";
    public string Icon { get; private set; } = "";

    public void OnGet(int code) => Explain(code);

    public void OnPost(int code) => Explain(code);

    void Explain(int code)
    {
        Response.StatusCode = code is >= 400 and < 600 ? code : 404;
        (Heading, Sentence, Icon) = Response.StatusCode switch
        {
            400 => (
                "This could not be read",
                "The page was open for too long or the form was changed on the way. Go back, reload and send it again.",
                "triangle-alert"
            ),
            401 or 403 => ("This is not for you", "Your account may not see this page. If it should, ask an administrator.", "lock"),
            404 => (
                "There is no such page",
                "It may have been removed, or the address was mistyped. Pages of other accounts answer like this as well.",
                "search"
            ),
            405 => ("Not in this way", "This address exists but does not answer such a request.", "ban"),
            429 => ("Too many requests", "Wait a moment, then try again.", "alarm-clock"),
            503 => ("Busy right now", "The service is starting or overloaded. Try again in a moment.", "clock"),
            _ => ("This did not work", "The request could not be answered. Go back and try again.", "triangle-alert"),
        };
        if (HttpContext.Features.Get<StatusPageText>() is { } said)
            (Heading, Sentence) = (said.Heading, said.Sentence);
    }
}
