using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Switchhook.Contracts;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Leads;

public sealed class LeadsModule : IConfigureMarten
{
    const string Schema = "leads";

    public void Configure(IServiceProvider services, StoreOptions options)
    {
        options.Events.AddEventTypes(
            [typeof(LeadCaptured), typeof(LeadCalledAgain), typeof(LeadNoted), typeof(LeadStatusChanged), typeof(LeadMarkedDone), typeof(LeadReopened)]);
        options.Projections.LiveStreamAggregation<Lead>();
        options.Projections.Snapshot<LeadList>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<LeadDetails>(SnapshotLifecycle.Inline);
        options.Projections.Add(new LeadOfCallProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<LeadList>().DatabaseSchemaName(Schema)
            .Index(x => new { x.NeedsAttention, x.Queue })
            .Index(x => new { x.Status, x.Place })
            .Index(x => x.Place);
        options.Schema.For<LeadDetails>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadOfCall>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadByNumber>().DatabaseSchemaName(Schema).UseNumericRevisions(true);
    }
}

public static class LeadsComposition
{
    public static void AddLeads(this IHostApplicationBuilder builder) => builder.Services.AddSingleton(new Replayable("lead", typeof(LeadDetails)));

    public static void MapLeads(this IEndpointRouteBuilder app)
    {
    }
}
