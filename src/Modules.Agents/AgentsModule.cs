using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Switchhook.Agents.Api;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Pausing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Purchases;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Versions;
using Switchhook.Agents.Voices;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Contracts;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Agents;

public sealed class AgentsModule : IModule
{
    public IReadOnlyList<Type> Options { get; } = [typeof(AgentsOptions)];

    public IReadOnlyDictionary<Type, string> StoredMessageNames => Switchhook.Agents.StoredMessageNames.All;

    public IReadOnlyList<TableReadModel> TableReadModels => [];

    public void AddServices(IHostApplicationBuilder builder) => builder.AddAgents();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapAgents();

    public Task PrepareAsync(string ownerConnection, CancellationToken stop) => Task.CompletedTask;

    public void Configure(StoreOptions options)
    {
        options.Events.AddEventTypes([
            typeof(AgentRequested),
            typeof(StepBegun),
            typeof(StepUnclear),
            typeof(LostAtRetell),
            typeof(FoundAtRetell),
            typeof(AreaCodeChosen),
            typeof(PromptWritten),
            typeof(AgentCreated),
            typeof(AgentPublished),
            typeof(PhoneProvisioned),
            typeof(ProvisioningFailed),
            typeof(PhoneReleased),
            typeof(AgentRemoved),
            typeof(PromptRemoved),
            typeof(ProvisioningCompensated),
            typeof(AgentEdited),
            typeof(EditPublished),
            typeof(EditSuperseded),
            typeof(EditFailed),
            typeof(EditRetried),
            typeof(ForeignEditNoticed),
            typeof(ForeignEditWithdrawn),
            typeof(ForeignEditKept),
            typeof(PauseRequested),
            typeof(ResumeRequested),
            typeof(AgentPaused),
            typeof(AgentResumed),
            typeof(NumberBindingFailed),
            typeof(TransferWanted),
            typeof(TransferPromptWritten),
            typeof(TransferAgentCreated),
            typeof(TransferAgentPublished),
            typeof(TransferRemoved),
            typeof(ScreeningRequested),
            typeof(ScreeningEnabled),
            typeof(ScreeningDisabled),
            typeof(ScreeningFailed),
            typeof(BackupNumberChosen),
            typeof(BackupNumberBegun),
            typeof(BackupNumberSet),
            typeof(BackupNumberNotSet),
            typeof(BackupNumberRestored),
            typeof(BackupNumberNotRestored),
            typeof(AgentDeletionRequested),
            typeof(AgentDeleted),
            typeof(ConnectionRequested),
            typeof(KeyAccepted),
            typeof(AgentSeen),
            typeof(AgentFound),
            typeof(NumberFound),
            typeof(AgentClaimed),
            typeof(ClaimApproved),
            typeof(AgentConnected),
            typeof(ConnectionRefused),
            typeof(WebhookBegun),
            typeof(WebhookSet),
            typeof(WebhookLeft),
            typeof(WebhookRetried),
            typeof(FirstWebhookRecorded),
            typeof(KeyOffered),
            typeof(KeyReplaced),
            typeof(KeyRejected),
            typeof(OwnerKeyUnreadable),
            typeof(OwnerKeyReadable),
            typeof(DisconnectRequested),
            typeof(RestoreBegun),
            typeof(AgentDisconnected),
        ]);
        // Stored under the names that they had at first.
        options.Events.MapEventType<NumberBindingFailed>("line_not_switched");
        options.Events.MapEventType<ScreeningRequested>("line_guard_wanted");
        options.Events.MapEventType<ScreeningEnabled>("line_guarded");
        options.Events.MapEventType<ScreeningDisabled>("line_unguarded");
        options.Events.MapEventType<ScreeningFailed>("line_not_guarded");
        options.Events.MapEventType<FirstWebhookRecorded>("first_event_heard");
        options.Events.MapEventType<OwnerKeyUnreadable>("owners_key_lost");
        options.Events.MapEventType<OwnerKeyReadable>("owners_key_opened");
        options.Projections.LiveStreamAggregation<Agent>();
        options.Projections.Snapshot<AgentDetails>(SnapshotLifecycle.Inline);
        options.Schema.For<AgentDetails>().DatabaseSchemaName("agents");
        options.Schema.For<AgentQuota>().DocumentAlias("agentslot").DatabaseSchemaName("agents").UseOptimisticConcurrency(true);
        options.Schema.For<InstallationMark>().DatabaseSchemaName("agents");
        options.Schema.For<Orphan>().DatabaseSchemaName("agents");
        options.Schema.For<MissingAgents>().DatabaseSchemaName("agents");
        options.Schema.For<RetellWorkspace>().DatabaseSchemaName("agents");
        options.Schema.For<LiveVersionCheck>().DocumentAlias("lookedat").DatabaseSchemaName("agents");
        options.Storage.ExtendedSchemaObjects.Add(AgentLinks.Table());
        options.Storage.ExtendedSchemaObjects.Add(OwnerKeyStore.Table());
        options.Storage.ExtendedSchemaObjects.Add(PurchaseLedger.Table());
    }
}

public static class AgentsSetup
{
    public static void AddAgents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(
            new AuditedStream("agent", typeof(AgentDetails), nameof(WebhookBegun.OldUrl), nameof(AgentDisconnected.Left))
        );
        // Without its loggers: they write addresses, and Retell's hold phone numbers.
        builder.Services.AddHttpClient(RetellClient.Client).AddHttpMessageHandler<RetellClockHandler>().RemoveAllLoggers();
        builder.Services.TryAddSingleton<OperatorAlerts>();
        builder.Services.TryAddSingleton<RetellClock>();
        builder.Services.TryAddTransient<RetellClockHandler>();
        builder.Services.AddSingleton<RetellClient>();
        builder.Services.AddSingleton<RetellAgents>();
        builder.Services.AddSingleton<VoiceCatalog>();
        builder.Services.AddScoped<IDataExport, ExportedAgents>();
        builder.Services.AddScoped<IDataExport, ExportedVersions>();
        builder.Services.AddSingleton<Installation>();
        builder.Services.AddSingleton<ProvisioningStepRunner>();
        builder.Services.AddSingleton<HeldResources>();
        builder.Services.AddHealthChecks().AddCheck<OperatorAlerts>("operator");
        builder.Services.AddHealthChecks().AddCheck<MissingAgentsHealth>("retell-workspace");
        builder.Services.AddHostedService<ReconciliationTimer>();
        builder.Services.AddSingleton<RetellKeyProtector>();
        builder.Services.AddSingleton<OwnerKeyStore>();
        builder.Services.AddSingleton<UnreadableKeyCheck>().AddHostedService(services => services.GetRequiredService<UnreadableKeyCheck>());
        builder.Services.AddHealthChecks().AddCheck<UnreadableKeyCheck>("owners-keys");
        builder.Services.AddSingleton<AgentLinks>();
        builder.Services.AddSingleton<IRetellKeys, RetellKeyCache>();
        builder.Services.AddSingleton<RetellAccounts>();
        builder.Services.AddSingleton<ConnectionStepRunner>();
        var given = builder.AddCheckedOptions<AgentsOptions>();
        builder.Services.AddSingleton(new CallLimits(given.MaxCallMinutes, given.MostCallMinutes));
        builder.Services.AddSingleton(
            new ProvisioningSettings(
                given.CreationsPerHour,
                TimeSpan.FromSeconds(given.LookAgainSeconds),
                TimeSpan.FromMinutes(given.SweepMinutes),
                TimeSpan.FromHours(given.QuarantineHours),
                TimeSpan.FromSeconds(given.AnswerWithinSeconds)
            )
            {
                ReleaseOrphans = given.ReleaseOrphans,
            }
        );
        builder.Services.AddSingleton(provider => PurchaseLimits.Of(given, provider.GetRequiredService<RetellSettings>().IsSandbox));
        builder.Services.AddSingleton<PurchaseLedger>().AddHealthChecks().AddCheck<PurchaseHealth>("purchases");
        builder.Services.AddSingleton(AllowedCountries.Read(given.AllowedCountries) ?? AllowedCountries.None);
        builder.Services.AddSingleton(new LiveVersionSettings(TimeSpan.FromMinutes(given.LookMinutes)));
    }

    public static void MapAgents(this IEndpointRouteBuilder app)
    {
        VoicePreview.Map(app);
        AgentsApi.Map(app);
    }
}
