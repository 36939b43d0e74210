using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Calls.Deliveries;
using Switchhook.Calls.Details;
using Switchhook.Calls.Ingestion;
using Switchhook.Calls.List;
using Switchhook.Calls.LiveTranscripts;
using Switchhook.Calls.Reconciliation;
using Switchhook.Calls.Recordings;
using Switchhook.Calls.Retell;
using Switchhook.Calls.Screening;
using Switchhook.Calls.Search;
using Switchhook.Calls.TestCalls;
using Switchhook.Contracts;
using Wolverine;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Calls;

public sealed class CallsModule : IModule
{
    public IReadOnlyList<Type> Options { get; } = [typeof(WebhooksOptions), typeof(CallsOptions)];

    public IReadOnlyDictionary<Type, string> StoredMessageNames => Switchhook.Calls.StoredMessageNames.All;

    public IReadOnlyList<TableReadModel> TableReadModels { get; } =
    [new("WordsOfCalls", CallSearchIndex.TableName, CallSearchIndex.Shape, CallSearchIndex.PostingsTableName)];

    public void AddServices(IHostApplicationBuilder builder) => builder.AddCalls();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapCalls();

    public async Task PrepareAsync(string ownerConnection, CancellationToken stop)
    {
        await using var owner = NpgsqlDataSource.Create(ownerConnection);
        await using var command = owner.CreateCommand(DeliveryTable.Storage + CallSearchIndex.Storage);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync(stop);
    }

    public void Configure(StoreOptions options)
    {
        options.Events.AddEventTypes([
            typeof(CallStarted),
            typeof(CallTransferred),
            typeof(CallEnded),
            typeof(CallAnalyzed),
            typeof(CallReanalyzed),
            typeof(CallSupplemented),
            typeof(RecordingPlayed),
            typeof(CallNoted),
            typeof(CallNoteEdited),
            typeof(CallNoteRemoved),
        ]);
        // Stored under the names that they had at first.
        options.Events.MapEventType<CallSupplemented>("call_completed");
        options.Projections.LiveStreamAggregation<Call>();
        options.Projections.Add(new CallListProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new CallDetailsProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(
            new CallSearchProjection(),
            ProjectionLifecycle.Inline,
            asyncConfiguration: x => x.DeleteDataInTableOnTeardown(CallSearchIndex.TableName)
        );
        options
            .Schema.For<CallList>()
            .DatabaseSchemaName("calls")
            .Duplicate(x => x.At, notNull: true, configure: x => x.Mask = "tenant_id, ?")
            .Duplicate(x => x.Caller!, configure: x => x.Mask = "tenant_id, ?, at")
            .Index([x => x.Outcome, x => x.At])
            .Index([x => x.Sentiment!, x => x.At])
            .Index(x => x.At, x => (x.Name, x.Predicate) = ("calllist_unfinished", "((data ->> 'Analysis'::text) IS NULL)"));
        options.Schema.For<CallDetails>().DatabaseSchemaName("calls");
        options.Schema.For<LiveTranscript>().DatabaseSchemaName("calls");
        options.Schema.For<TestCallHistory>().DocumentAlias("testcalls").DatabaseSchemaName("calls").UseNumericRevisions(true);
        options.Storage.ExtendedSchemaObjects.Add(DeliveryTable.Table());
        options.Storage.ExtendedSchemaObjects.Add(AgentRoutes.Table());
        options.Storage.ExtendedSchemaObjects.Add(ReconciliationRuns.Table());
        options.Storage.ExtendedSchemaObjects.Add(UnreadableCalls.Table());
        options.Storage.ExtendedSchemaObjects.Add(CallSearchIndex.Table());
        options.Storage.ExtendedSchemaObjects.Add(CallSearchIndex.PostingsTable());
        options.Storage.ExtendedSchemaObjects.Add(BlockedNumbers.Table());
        options.Storage.ExtendedSchemaObjects.Add(BlockedNumbers.NumberOwnersTable());
    }
}

public static class CallsSetup
{
    public static void AddCalls(this IHostApplicationBuilder builder)
    {
        var webhooks = builder.AddCheckedOptions<WebhooksOptions>();
        builder.Services.AddSingleton(new AuditedStream("call", typeof(CallDetails), nameof(CallDetails.RecordingUrl)));
        builder.Services.TryAddSingleton<OperatorAlerts>();
        builder.Services.TryAddSingleton<RetellClock>();
        builder.Services.AddSingleton<DeliveryTable>();
        builder.Services.AddSingleton<RejectedDeliveries>();
        builder.Services.AddSingleton(new WaitingLanes(WaitingLanes.Partitions));
        builder.Services.AddSingleton<InterpretationPublisher>();
        builder.Services.AddSingleton<Backpressure>();
        builder.Services.AddSingleton<DeliveryStore>();
        builder.Services.AddSingleton<CallStreamLoader>();
        builder.Services.AddSingleton<DeliveryCommit>();
        builder.Services.AddSingleton(new InterpretationTimeout(TimeSpan.FromSeconds(webhooks.MostSeconds)));
        builder.Services.AddSingleton(new OwnerBudget(webhooks.OwnerMegabytesPerHour * 1024 * 1024));
        builder.Services.AddSingleton<GroupCommit>().AddHostedService(services => services.GetRequiredService<GroupCommit>());
        builder.Services.AddSingleton<DeliveryInterpreter>();
        builder.Services.AddHostedService<FindWaitingDeliveriesAtStart>();
        builder.Services.ConfigureWolverine(InterpretationQueues.Configure);
        builder.Services.AddSingleton<CallSearchIndexer>().AddHostedService(services => services.GetRequiredService<CallSearchIndexer>());
        builder.Services.AddSingleton(new BodyRetentionPeriod(TimeSpan.FromDays(webhooks.KeepBodies)));
        builder.Services.AddSingleton<BodyRetention>().AddHostedService(services => services.GetRequiredService<BodyRetention>());
        builder.Services.AddSingleton(new UnsignedRequestLimiter(webhooks.UnsignedPerMinute));
        builder.Services.AddSingleton<SignatureVerifier>();
        builder.Services.AddSingleton(new BytesInFlight(BytesInFlight.PerAddress, BytesInFlight.InAll));
        builder.Services.AddSingleton(new BodyReadTimeout(TimeSpan.FromSeconds(webhooks.BodySeconds)));
        builder.Services.AddSingleton<BlockedNumbers>();
        builder.Services.AddScoped<IDataExport, ExportedCalls>();
        builder.Services.AddScoped<IDataExport, ExportedDeliveries>();
        builder.Services.AddSingleton<CallerScreening>();
        builder.Services.AddSingleton<InboundWebhookEndpoint>();
        builder.Services.AddSingleton(services => new RecordingHosts(
            services.GetRequiredService<RetellSettings>(),
            builder.Configuration.GetSection("Retell:RecordingHosts").Get<string[]>() ?? RecordingHosts.Retells
        ));
        builder.Services.AddSingleton<RefusedRecordingHosts>();
        builder.Services.AddHttpClient(RetellCalls.Client, http => http.Timeout = TimeSpan.FromSeconds(15)).RemoveAllLoggers();
        builder.Services.AddSingleton<RetellCalls>();
        builder.Services.AddSingleton<RetellAccountResolver>();
        builder
            .Services.AddHttpClient<Recording>(http => http.Timeout = TimeSpan.FromSeconds(30))
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) }
            );
        builder.AddReconciliation();
        builder.AddDeliveries();
    }

    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        WebhookEndpoint.Map(app);
        InboundWebhookEndpoint.Map(app);
        Recording.Map(app);
    }
}
