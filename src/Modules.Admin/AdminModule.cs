using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Admin;

public sealed class AdminModule : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options)
    {
    }
}

public static class AdminComposition
{
    public static void AddAdmin(this IHostApplicationBuilder builder)
    {
    }

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
    }
}
