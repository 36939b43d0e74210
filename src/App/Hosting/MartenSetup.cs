using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.Events;
using Marten;
using JasperFx.MultiTenancy;
using Npgsql;
using Switchhook.Admin;
using Switchhook.Agents;
using Switchhook.App.Hosting.Api;
using Switchhook.App.Hosting.Configuration;
using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.App.LiveUpdates;
using Switchhook.App.ProjectionRebuild;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using Switchhook.Calls;
using Switchhook.Contracts;
using Switchhook.Leads;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Util;

namespace Switchhook.App.Hosting;

/// <summary>Marten keeps the events and what is read from them; Wolverine carries the messages.</summary>
public static class MartenSetup
{
    static readonly IConfigureMarten[] Modules = [new AdminModule(), new AgentsModule(), new CallsModule(), new LeadsModule()];

    public static void AddMartenAndWolverine(this IHostApplicationBuilder builder, Databases databases)
    {
        var services = builder.Services;
        services.AddSingleton(databases);
        services.AddSingleton<MartenLogger>();
        foreach (var role in Databases.All)
            services.AddKeyedSingleton(role, (_, _) => databases.Open(role));
        services.AddSingleton(provider => provider.GetRequiredKeyedService<NpgsqlDataSource>(Databases.Worker));

        services.AddMarten(provider =>
        {
            var options = new StoreOptions { AutoCreateSchemaObjects = AutoCreate.None };
            Configure(options, provider.GetRequiredService<OutdatedRows>().Meet);
            options.Logger(provider.GetRequiredService<MartenLogger>());
            options.Listeners.Add(provider.GetRequiredService<LiveUpdateStream>());
            return options;
        }).UseNpgsqlDataSource().IntegrateWithWolverine(x => x.MessageStorageSchemaName = "wolverine").BuildSessionsWith<TenantSessionFactory>();
        services.AddKeyedSingleton<IDocumentStore>(Databases.Web, (provider, _) => ReadThrough(provider, Databases.Web));
        services.AddKeyedSingleton<IDocumentStore>(Databases.Audit, (provider, _) => ReadThrough(provider, Databases.Audit));

        var several = builder.AddCheckedOptions<NodesOptions>().Several;
        builder.UseWolverine(options => Configure(options, several));
        services.AddHostedService<OrphanedMessageRecovery>();
        services.CritterStackDefaults(x =>
        {
            x.ApplicationAssembly = typeof(Program).Assembly;
            x.GeneratedCodeOutputPath = Path.GetFullPath("../../../generated", AppContext.BaseDirectory);
            x.Production.GeneratedCodeMode = TypeLoadMode.Static;
            x.Production.AssertAllPreGeneratedTypesExist = true;
            x.Production.ResourceAutoCreate = AutoCreate.None;
            x.Development.ResourceAutoCreate = AutoCreate.None;
        });
    }

    /// <param name="met">For whoever writes: is told of each row of another build's shape that was to be read. Who only reads takes rows as they are.</param>
    public static void Configure(StoreOptions options, Action<Type, string>? met = null)
    {
        // Names, not numbers: whoever reads an event in ten years has no enum at hand.
        options.UseSystemTextJsonForSerialization(Weasel.Core.EnumStorage.AsString, configure: json =>
        {
            if (met is not null) json.Converters.Add(new RowShapeConverter(options, met));
        });
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.DatabaseSchemaName = "events";
        options.DatabaseSchemaName = "documents";
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Advanced.DefaultTenantUsageEnabled = false;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Policies.ForAllDocuments(x => x.StartIndexesByTenantId = true);
        options.DisableNpgsqlLogging = true;
        options.Storage.ExtendedSchemaObjects.Add(IdempotencyStore.Table());
        // Marten's own filler for the number of an append that failed: whoever reads all events meets it, too.
        options.Events.AddEventType<Tombstone>();
        foreach (var module in Modules) module.Configure(null!, options);
    }

    static void Configure(WolverineOptions options, bool several)
    {
        WolverineMessageNaming.InsertFirst<StoredMessageNames>();
        // One process alone starts faster and need not watch for others.
        options.Durability.Mode = several ? DurabilityMode.Balanced : DurabilityMode.Solo;
        if (several) ClusterSettings.NoticeSoon(options.Durability);
        options.Durability.MessageStorageSchemaName = "wolverine";
        options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        options.EnvelopeIdGeneration = EnvelopeIdGeneration.GuidV7;
        options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
        // One that another build stored, and this one has no handler for: kept for an administrator, not logged and forgotten.
        options.UnknownMessageBehavior = UnknownMessageBehavior.DeadLetterQueue;
        options.EnableRelayOfUserName = true;
        options.Policies.AutoApplyTransactions();
        options.Policies.UseDurableLocalQueues();
        options.Policies.MessageExecutionLogLevel(LogLevel.Debug);
        options.Policies.MessageSuccessLogLevel(LogLevel.Debug);
        // An attempt that failed: what nobody catches in the end is an error, and is logged as one by whoever gives it up.
        options.Policies.MessageFailureLogLevel(LogLevel.Warning);
        DrillModePolicy.Apply(options);
        options.OnException<Refused>().MoveToErrorQueue();
        // While two builds run side by side, and until everything is brought up to date: that may take longer than any row of retries.
        options.OnException(OutdatedRow.Is, "a row is of another build")
            .RetryWithCooldown([.. new[] { 15, 50, 100, 250, 500, 1000 }.Select(x => TimeSpan.FromMilliseconds(x))])
            .Then.ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        // Two writers of one stream: the second decides again on what the first has written.
        options.OnException<ConcurrencyException>().Or<Marten.Exceptions.ExistingStreamIdCollisionException>()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));
        options.OnException(Away.GaveTwice, "a number was given twice")
            .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1))
            .Then.ScheduleRetry(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)).Then.MoveToErrorQueue();
        // A database that is away is waited for: what lies in a queue is put off. Whoever waits for an answer hears of it at once.
        options.OnException(Away.Is, "the database is away").ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        // A schema that changes under a running process, a standby that is not promoted yet, an event that only a newer build knows: it passes, or it is a fault of ours.
        options.OnException(Away.MayPass, "it may pass").ScheduleRetry([.. new[] { 1, 2, 5, 10, 30, 60, 300, 900, 3600 }.Select(x => TimeSpan.FromSeconds(x))]).Then.MoveToErrorQueue();
        // So does what breaks inside the driver or the store when their connection breaks; a fault of ours could look the same, so not for ever.
        options.OnException(Away.MayBe, "a connection may have broken").ScheduleRetry(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)).Then.MoveToErrorQueue();
    }

    /// <summary>A store over a role that may only SELECT; app.tenant_id follows the session, and the policies follow that.</summary>
    static DocumentStore ReadThrough(IServiceProvider provider, string role) => DocumentStore.For(options =>
    {
        Configure(options);
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.UseRowLevelSecurity();
        options.Logger(provider.GetRequiredService<MartenLogger>());
        options.Connection(provider.GetRequiredKeyedService<NpgsqlDataSource>(role));
    });
}
