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
        options.Events.AddEventTypes([
            typeof(LeadCaptured), typeof(LeadImported), typeof(LeadCalledAgain), typeof(LeadCallReanalyzed), typeof(LeadImportJoined), typeof(LeadNoted), typeof(LeadEdited), typeof(LeadEditUndone), typeof(LeadReread),
            typeof(LeadNextStepSet), typeof(LeadStatusChanged), typeof(LeadMarkedDone), typeof(LeadReopened), typeof(LeadStatusRestored), typeof(LeadMerged), typeof(LeadMergedInto),
            typeof(LeadSplit), typeof(LeadSplitOff), typeof(LeadCallerBlocked), typeof(LeadCallerUnblocked), typeof(LeadRuleChanged),
            typeof(NumberBlocked), typeof(NumberUnblocked), typeof(CallTurnedAway)]);
        options.Projections.LiveStreamAggregation<Lead>();
        options.Projections.Snapshot<LeadList>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<LeadDetails>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<CurrentRule>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<BlockedCaller>(SnapshotLifecycle.Inline);
        options.Projections.Add(new LeadOfCallProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<LeadList>().DatabaseSchemaName(Schema)
            // Behind forced row level security a field inside the document narrows no index: what lists ask for most is in indexes of its own.
            .Index(x => x.Queue, x => (x.Name, x.Predicate) = ("leadlist_waiting", "(((data ->> 'NeedsAttention'::text) IS NOT NULL) AND ((data ->> 'NeedsAttention'::text))::boolean)"))
            .Index(x => x.Place, x => (x.Name, x.Predicate) = ("leadlist_here", "(((data ->> 'IsGone'::text) IS NULL) OR (((data ->> 'IsGone'::text))::boolean = false))"))
            .Index(x => new { x.Status, x.Place })
            .Index(x => x.Place);
        options.Schema.For<LeadDetails>().DatabaseSchemaName(Schema);
        options.Schema.For<PassedCall>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadMailWish>().DatabaseSchemaName(Schema);
        options.Schema.For<DigestPlanned>().DatabaseSchemaName(Schema);
        options.Schema.For<DigestPlan>().DatabaseSchemaName(Schema).UseNumericRevisions(true);
        options.Schema.For<UsedLink>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadMailed>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadInMail>().DatabaseSchemaName(Schema);
        options.Schema.For<UndeliveredLeadMail>().DatabaseSchemaName(Schema);
        options.Schema.For<OwnLines>().DatabaseSchemaName(Schema);
        options.Schema.For<LineGuard>().DatabaseSchemaName(Schema);
        options.Schema.For<BlockedCaller>().DatabaseSchemaName(Schema);
        options.Schema.For<CurrentRule>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadOfCall>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadByNumber>().DatabaseSchemaName(Schema).UseNumericRevisions(true);
    }
}

public static class LeadsComposition
{
    public static void AddLeads(this IHostApplicationBuilder builder) => builder.Services
        .AddSingleton(new Replayable("lead", typeof(LeadDetails)))
        .AddSingleton(new Replayable("lead-rule", typeof(CurrentRule)))
        .AddSingleton(new Replayable("caller", typeof(BlockedCaller)))
        .AddSingleton<LeadLinks>()
        .AddScoped<ILeadsOfCalls, LeadsOfCalls>()
        .AddScoped<IExported, ExportedLeads>()
        .AddScoped<IExported, ExportedBlocks>();

    public static void MapLeads(this IEndpointRouteBuilder app) => ExportLeads.Map(app);
}
