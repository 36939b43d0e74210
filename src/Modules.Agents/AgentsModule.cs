using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Agents;

public sealed class AgentsModule : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options)
    {
    }
}

public static class AgentsComposition
{
    public static void AddAgents(this IHostApplicationBuilder builder)
    {
    }

    public static void MapAgents(this IEndpointRouteBuilder app)
    {
    }
}
