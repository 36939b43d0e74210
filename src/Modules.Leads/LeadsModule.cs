using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Leads;

public sealed class LeadsModule : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options)
    {
    }
}

public static class LeadsComposition
{
    public static void AddLeads(this IHostApplicationBuilder builder)
    {
    }

    public static void MapLeads(this IEndpointRouteBuilder app)
    {
    }
}
