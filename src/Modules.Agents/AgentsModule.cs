using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Switchhook.Agents.Api;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Contracts;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Agents;

public sealed class AgentsModule : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options)
    {
        options.Events.AddEventTypes([
            typeof(AgentRequested), typeof(StepBegun), typeof(StepUnclear), typeof(LostAtRetell), typeof(FoundAtRetell), typeof(AreaCodeChosen), typeof(PromptWritten), typeof(AgentCreated), typeof(AgentPublished), typeof(PhoneProvisioned),
            typeof(ProvisioningFailed), typeof(PhoneReleased), typeof(AgentRemoved), typeof(PromptRemoved), typeof(ProvisioningCompensated),
            typeof(AgentEdited), typeof(EditPublished), typeof(EditSuperseded), typeof(EditFailed), typeof(EditRetried),
            typeof(ForeignEditNoticed), typeof(ForeignEditWithdrawn), typeof(ForeignEditKept),
            typeof(PauseRequested), typeof(ResumeRequested), typeof(AgentPaused), typeof(AgentResumed), typeof(LineNotSwitched),
            typeof(TransferWanted), typeof(TransferPromptWritten), typeof(TransferAgentCreated), typeof(TransferAgentPublished), typeof(TransferRemoved),
            typeof(LineGuardWanted), typeof(LineGuarded), typeof(LineUnguarded), typeof(LineNotGuarded),
            typeof(BackupNumberChosen), typeof(BackupNumberBegun), typeof(BackupNumberSet), typeof(BackupNumberNotSet),
            typeof(BackupNumberRestored), typeof(BackupNumberNotRestored),
            typeof(AgentDeletionRequested), typeof(AgentDeleted),
            typeof(ConnectionRequested), typeof(KeyAccepted), typeof(AgentSeen), typeof(AgentFound), typeof(NumberFound), typeof(AgentClaimed), typeof(ClaimApproved), typeof(AgentConnected),
            typeof(ConnectionRefused), typeof(WebhookBegun), typeof(WebhookSet), typeof(WebhookLeft), typeof(WebhookRetried), typeof(FirstEventHeard),
            typeof(KeyOffered), typeof(KeyReplaced), typeof(KeyRejected), typeof(OwnersKeyLost), typeof(OwnersKeyOpened), typeof(DisconnectRequested), typeof(RestoreBegun), typeof(AgentDisconnected)]);
        options.Projections.LiveStreamAggregation<Agent>();
        options.Projections.Snapshot<AgentDetails>(SnapshotLifecycle.Inline);
        options.Schema.For<AgentDetails>().DatabaseSchemaName("agents");
        options.Schema.For<AgentSlot>().DatabaseSchemaName("agents").UseOptimisticConcurrency(true);
        options.Schema.For<InstallationMark>().DatabaseSchemaName("agents");
        options.Schema.For<Orphan>().DatabaseSchemaName("agents");
        options.Schema.For<MissingAgents>().DatabaseSchemaName("agents");
        options.Schema.For<RetellWorkspace>().DatabaseSchemaName("agents");
        options.Schema.For<LookedAt>().DatabaseSchemaName("agents");
        options.Storage.ExtendedSchemaObjects.Add(Links.Table());
        options.Storage.ExtendedSchemaObjects.Add(OwnersKeys.Table());
        options.Storage.ExtendedSchemaObjects.Add(Purchases.Table());
    }
}

public static class AgentsComposition
{
    public static void AddAgents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new Replayable("agent", typeof(AgentDetails), nameof(WebhookBegun.OldUrl), nameof(AgentDisconnected.Left)));
        // Without its loggers: they write addresses, and Retell's hold phone numbers.
        builder.Services.AddHttpClient(RetellLine.Client).RemoveAllLoggers();
        builder.Services.TryAddSingleton<OperatorConcerns>();
        builder.Services.TryAddSingleton<RetellClock>();
        builder.Services.AddSingleton<RetellLine>();
        builder.Services.AddSingleton<RetellAgents>();
        builder.Services.AddSingleton<Voices>();
        builder.Services.AddScoped<IExported, ExportedAgents>();
        builder.Services.AddScoped<IExported, ExportedVersions>();
        builder.Services.AddSingleton<Installation>();
        builder.Services.AddSingleton<Maker>();
        builder.Services.AddSingleton<Ledger>();
        builder.Services.AddHealthChecks().AddCheck<OperatorConcerns>("operator");
        builder.Services.AddHealthChecks().AddCheck<MissingHealth>("retell-workspace");
        builder.Services.AddHostedService<SweepClock>();
        builder.Services.AddSingleton<KeySeal>();
        builder.Services.AddSingleton<OwnersKeys>();
        builder.Services.AddSingleton<LostKeys>().AddHostedService(services => services.GetRequiredService<LostKeys>());
        builder.Services.AddHealthChecks().AddCheck<LostKeys>("owners-keys");
        builder.Services.AddSingleton<Links>();
        builder.Services.AddSingleton<IRetellKeys, KnownKeys>();
        builder.Services.AddSingleton<RetellAccounts>();
        builder.Services.AddSingleton<Connector>();
        var given = builder.AddCheckedOptions<AgentsOptions>();
        builder.Services.AddSingleton(new CallLimits(given.MaxCallMinutes, given.MostCallMinutes));
        builder.Services.AddSingleton(new SetUpRules(
            given.CreationsPerHour, TimeSpan.FromSeconds(given.LookAgainSeconds),
            TimeSpan.FromMinutes(given.SweepMinutes), TimeSpan.FromHours(given.QuarantineHours),
            TimeSpan.FromSeconds(given.AnswerWithinSeconds))
        {
            ReleaseOrphans = given.ReleaseOrphans,
        });
        builder.Services.AddSingleton(provider => PurchaseLimits.Of(given, provider.GetRequiredService<RetellSettings>().IsSandbox));
        builder.Services.AddSingleton<Purchases>().AddHealthChecks().AddCheck<PurchaseHealth>("purchases");
        builder.Services.AddSingleton(AllowedCountries.Read(given.AllowedCountries) ?? AllowedCountries.None);
        builder.Services.AddSingleton(new LookRules(TimeSpan.FromMinutes(given.LookMinutes)));
    }

    public static void MapAgents(this IEndpointRouteBuilder app)
    {
        VoicePreview.Map(app);
        AgentsApi.Map(app);
    }
}
