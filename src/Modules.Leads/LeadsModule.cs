using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Capture;
using Switchhook.Leads.ImportExport;
using Switchhook.Leads.Inbox;
using Switchhook.Leads.Notifications;
using Switchhook.Leads.Qualification;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Leads;

public sealed class LeadsModule : IModule
{
    const string Schema = "leads";

    public IReadOnlyList<Type> Options { get; } = [];

    public IReadOnlyDictionary<Type, string> StoredMessageNames => Switchhook.Leads.StoredMessageNames.All;

    public IReadOnlyList<TableReadModel> TableReadModels => [];

    public void AddServices(IHostApplicationBuilder builder) => builder.AddLeads();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapLeads();

    public Task PrepareAsync(string ownerConnection, CancellationToken stop) => Task.CompletedTask;

    public void Configure(StoreOptions options)
    {
        options.Events.AddEventTypes([
            typeof(LeadCaptured),
            typeof(LeadImported),
            typeof(LeadCalledAgain),
            typeof(LeadCallReanalyzed),
            typeof(LeadImportJoined),
            typeof(LeadNoted),
            typeof(LeadEdited),
            typeof(LeadEditUndone),
            typeof(LeadRequalified),
            typeof(LeadNextStepSet),
            typeof(LeadStatusChanged),
            typeof(LeadMarkedDone),
            typeof(LeadReopened),
            typeof(LeadStatusRestored),
            typeof(LeadMerged),
            typeof(LeadMergedInto),
            typeof(LeadSplit),
            typeof(LeadSplitOff),
            typeof(LeadCallerBlocked),
            typeof(LeadCallerUnblocked),
            typeof(QualificationRuleChanged),
            typeof(NumberBlocked),
            typeof(NumberUnblocked),
            typeof(BlockedCallRejected),
        ]);
        // Stored under the names that they had at first.
        options.Events.MapEventType<LeadRequalified>("lead_reread");
        options.Events.MapEventType<QualificationRuleChanged>("lead_rule_changed");
        options.Events.MapEventType<BlockedCallRejected>("call_turned_away");
        options.Projections.LiveStreamAggregation<Lead>();
        options.Projections.Snapshot<LeadList>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<LeadDetails>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<CurrentRule>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<BlockedCaller>(SnapshotLifecycle.Inline);
        options.Projections.Add(new LeadOfCallProjection(), ProjectionLifecycle.Inline);
        options
            .Schema.For<LeadList>()
            .DatabaseSchemaName(Schema)
            // Behind forced row level security a field inside the document narrows no index: what lists ask for most is in indexes of its
            // own.
            .Index(
                x => x.Queue,
                x =>
                    (x.Name, x.Predicate) = (
                        "leadlist_waiting",
                        "(((data ->> 'NeedsAttention'::text) IS NOT NULL) AND ((data ->> 'NeedsAttention'::text))::boolean)"
                    )
            )
            .Index(
                x => x.Place,
                x =>
                    (x.Name, x.Predicate) = (
                        "leadlist_here",
                        "(((data ->> 'IsGone'::text) IS NULL) OR (((data ->> 'IsGone'::text))::boolean = false))"
                    )
            )
            .Index(x => new { x.Status, x.Place })
            .Index(x => x.Place);
        options.Schema.For<LeadDetails>().DatabaseSchemaName(Schema);
        options.Schema.For<UnqualifiedCall>().DocumentAlias("passedcall").DatabaseSchemaName(Schema);
        options.Schema.For<NotificationPreferences>().DocumentAlias("leadmailwish").DatabaseSchemaName(Schema);
        options.Schema.For<LegacyDigestPlan>().DocumentAlias("digestplanned").DatabaseSchemaName(Schema);
        options.Schema.For<DigestPlan>().DatabaseSchemaName(Schema).UseNumericRevisions(true);
        options.Schema.For<UsedLink>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadEmailSent>().DocumentAlias("leadmailed").DatabaseSchemaName(Schema);
        options.Schema.For<LeadInEmail>().DocumentAlias("leadinmail").DatabaseSchemaName(Schema);
        options.Schema.For<UndeliveredLeadEmail>().DocumentAlias("undeliveredleadmail").DatabaseSchemaName(Schema);
        options.Schema.For<BusinessNumbers>().DocumentAlias("ownlines").DatabaseSchemaName(Schema);
        options.Schema.For<ScreeningStatus>().DocumentAlias("lineguard").DatabaseSchemaName(Schema);
        options.Schema.For<BlockedCaller>().DatabaseSchemaName(Schema);
        options.Schema.For<CurrentRule>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadOfCall>().DatabaseSchemaName(Schema);
        options.Schema.For<LeadByNumber>().DatabaseSchemaName(Schema).UseNumericRevisions(true);
    }
}

public static class LeadsSetup
{
    public static void AddLeads(this IHostApplicationBuilder builder) =>
        builder
            .Services.AddSingleton(new AuditedStream("lead", typeof(LeadDetails)))
            .AddSingleton(new AuditedStream("lead-rule", typeof(CurrentRule)))
            .AddSingleton(new AuditedStream("caller", typeof(BlockedCaller)))
            .AddSingleton<LeadEmailLinks>()
            .AddScoped<ILeadsOfCalls, LeadsOfCalls>()
            .AddScoped<IDataExport, ExportedLeads>()
            .AddScoped<IDataExport, ExportedBlockedCallers>();

    public static void MapLeads(this IEndpointRouteBuilder app) => ExportLeads.Map(app);
}
