using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Calls.Inbound;
using Switchhook.Calls.Intake;
using Switchhook.Calls.Live;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Retell;
using Switchhook.Calls.Searching;
using Switchhook.Calls.Story;
using Switchhook.Calls.Sweeping;
using Switchhook.Calls.Watching;
using Switchhook.BuildingBlocks.Options;
using Switchhook.Contracts;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Calls;

public sealed class CallsModule : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options)
    {
        options.Events.AddEventTypes([typeof(CallStarted), typeof(CallTransferred), typeof(CallEnded), typeof(CallAnalyzed), typeof(CallReanalyzed), typeof(CallCompleted), typeof(RecordingPlayed), typeof(CallNoted), typeof(CallNoteEdited), typeof(CallNoteRemoved)]);
        options.Projections.LiveStreamAggregation<Call>();
        options.Projections.Add(new CallListProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new CallDetailsProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new WordsOfCallsProjection(), ProjectionLifecycle.Inline, asyncConfiguration: x => x.DeleteDataInTableOnTeardown(WordsOfCalls.TableName));
        options.Schema.For<CallList>().DatabaseSchemaName("calls")
            .Duplicate(x => x.At, notNull: true, configure: x => x.Mask = "tenant_id, ?")
            .Duplicate(x => x.Caller!, configure: x => x.Mask = "tenant_id, ?, at")
            .Index([x => x.Outcome, x => x.At])
            .Index([x => x.Sentiment!, x => x.At])
            .Index(x => x.At, x => (x.Name, x.Predicate) = ("calllist_unfinished", "((data ->> 'Analysis'::text) IS NULL)"));
        options.Schema.For<CallDetails>().DatabaseSchemaName("calls");
        options.Schema.For<LiveTranscript>().DatabaseSchemaName("calls");
        options.Schema.For<TestCalls>().DatabaseSchemaName("calls").UseNumericRevisions(true);
        options.Storage.ExtendedSchemaObjects.Add(Deliveries.Table());
        options.Storage.ExtendedSchemaObjects.Add(AgentRoutes.Table());
        options.Storage.ExtendedSchemaObjects.Add(Looks.Table());
        options.Storage.ExtendedSchemaObjects.Add(UnreadCalls.Table());
        options.Storage.ExtendedSchemaObjects.Add(WordsOfCalls.Table());
        options.Storage.ExtendedSchemaObjects.Add(WordsOfCalls.FiledTable());
        options.Storage.ExtendedSchemaObjects.Add(BlockedNumbers.Table());
        options.Storage.ExtendedSchemaObjects.Add(BlockedNumbers.Lines());
    }
}

public static class CallsComposition
{
    public static void AddCalls(this IHostApplicationBuilder builder)
    {
        var webhooks = builder.AddCheckedOptions<WebhooksOptions>();
        builder.Services.AddSingleton(new Replayable("call", typeof(CallDetails), nameof(CallDetails.RecordingUrl)));
        builder.Services.TryAddSingleton<OperatorConcerns>();
        builder.Services.TryAddSingleton<RetellClock>();
        builder.Services.AddSingleton<Deliveries>();
        builder.Services.AddSingleton<Forgeries>();
        builder.Services.AddSingleton<Bells>();
        builder.Services.AddSingleton<Rush>();
        builder.Services.AddSingleton<Door>();
        builder.Services.AddSingleton<CallsOnFile>();
        builder.Services.AddSingleton<Understanding>();
        builder.Services.AddSingleton(new MostTime(TimeSpan.FromSeconds(webhooks.MostSeconds)));
        builder.Services.AddSingleton(new OwnerBudget(webhooks.OwnerMegabytesPerHour * 1024 * 1024));
        builder.Services.AddSingleton<GroupCommit>().AddHostedService(services => services.GetRequiredService<GroupCommit>());
        builder.Services.AddHostedService<Interpretation>();
        builder.Services.AddSingleton<Filing>().AddHostedService(services => services.GetRequiredService<Filing>());
        builder.Services.AddSingleton(new KeepBodies(TimeSpan.FromDays(webhooks.KeepBodies)));
        builder.Services.AddSingleton<Retention>().AddHostedService(services => services.GetRequiredService<Retention>());
        builder.Services.AddSingleton(new Sources(webhooks.UnsignedPerMinute));
        builder.Services.AddSingleton<Signers>();
        builder.Services.AddSingleton(new BytesInFlight(BytesInFlight.PerAddress, BytesInFlight.InAll));
        builder.Services.AddSingleton(new BodyPatience(TimeSpan.FromSeconds(webhooks.BodySeconds)));
        builder.Services.AddSingleton<BlockedNumbers>();
        builder.Services.AddScoped<IExported, ExportedCalls>();
        builder.Services.AddScoped<IExported, ExportedDeliveries>();
        builder.Services.AddSingleton<InboundWebhook>();
        builder.Services.AddSingleton(services => new RecordingHosts(
            services.GetRequiredService<RetellSettings>(), builder.Configuration.GetSection("Retell:RecordingHosts").Get<string[]>() ?? RecordingHosts.Retells));
        builder.Services.AddSingleton<RefusedRecordings>();
        builder.Services.AddHttpClient(RetellCalls.Client, http => http.Timeout = TimeSpan.FromSeconds(15)).RemoveAllLoggers();
        builder.Services.AddSingleton<RetellCalls>();
        builder.Services.AddSingleton<AnsweringAccount>();
        builder.Services.AddHttpClient<Recording>(http => http.Timeout = TimeSpan.FromSeconds(30)).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) });
        builder.AddSweeping();
        builder.AddWatching();
    }

    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        Webhook.Map(app);
        InboundWebhook.Map(app);
        Recording.Map(app);
    }
}
