using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.App.Hosting.Api;

/// <summary>
/// Commands of the API act in the tenant, and in the name, of whoever signed in. A body is read whole and is small; a cookie, which
/// browsers send by themselves, changes nothing without the token that only our pages have.
/// </summary>
public sealed class ApiRequestMiddleware(RequestDelegate next, IAntiforgery antiforgery, TimeProvider time)
{
    public const int LargestBody = 256 * 1024;

    public async Task InvokeAsync(HttpContext http, IMessageBus bus)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (ChangesSomething(http.Request.Method) && ApiAuthentication.IsByCookie(http) && !await antiforgery.IsRequestValidAsync(http))
        {
            await TypedResults
                .Problem(
                    "With the site's cookie, send the page's request token as the header RequestVerificationToken.",
                    statusCode: StatusCodes.Status400BadRequest,
                    type: ProblemTypes.Antiforgery
                )
                .ExecuteAsync(http);
            return;
        }
        if (await ReadAsync(http) is not { } body)
        {
            await TypedResults
                .Problem(
                    $"A body may have {LargestBody} bytes.",
                    statusCode: StatusCodes.Status413PayloadTooLarge,
                    type: ProblemTypes.TooLarge
                )
                .ExecuteAsync(http);
            return;
        }
        http.Request.Body = body;
        bus.TenantId = http.User.FindFirstValue(TenancyFilter.Claim);
        if (bus is IMessageContext messages)
            messages.UserName = TenancyFilter.ActorOf(http.User);
        http.Features.Set(new NewResourceId(Guid.CreateVersion7(time.GetUtcNow())));
        await next(http);
    }

    static bool ChangesSomething(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    static async Task<MemoryStream?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody)
            return null;
        var body = new MemoryStream();
        var part = new byte[8 * 1024];
        while (await http.Request.Body.ReadAsync(part, http.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > LargestBody)
                return null;
            body.Write(part, 0, read);
        }
        body.Position = 0;
        return body;
    }
}
