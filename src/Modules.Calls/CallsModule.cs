using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Calls;

public sealed class CallsModule : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options)
    {
    }
}

public static class CallsComposition
{
    public static void AddCalls(this IHostApplicationBuilder builder)
    {
    }

    public static void MapCalls(this IEndpointRouteBuilder app)
    {
    }
}
