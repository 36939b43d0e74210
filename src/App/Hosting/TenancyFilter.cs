using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.Filters;
using Wolverine;

namespace Switchhook.App.Hosting;

/// <summary>Commands that a page sends act in the tenant, and in the name, of whoever is signed in. Nothing else sets either.</summary>
public sealed class TenancyFilter(IMessageBus bus) : IAsyncPageFilter
{
    public const string Claim = "tenant",
        ActorClaim = "actor";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var user = context.HttpContext.User;
        if (user.FindFirstValue(Claim) is { } tenant)
        {
            bus.TenantId = tenant;
            if (bus is IMessageContext messages)
                messages.UserName = ActorOf(user);
        }
        return next();
    }

    /// <summary>A program is told from the person in whose name it acts.</summary>
    public static string? ActorOf(ClaimsPrincipal user) =>
        user.FindFirstValue(ActorClaim) ?? user.FindFirstValue(ClaimTypes.NameIdentifier);
}
