using JasperFx;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten;
using Npgsql;
using Switchhook.App.Hosting.Api;
using Switchhook.App.LiveUpdates;
using Switchhook.App.ProjectionRebuild;
using Switchhook.BuildingBlocks;
using Wolverine.Marten;

namespace Switchhook.App.Hosting.Database;

/// <summary>The event store and its read models: one store that writes, and one for each role that only reads.</summary>
public static class MartenSetup
{
    public static void AddMarten(this IHostApplicationBuilder builder, Databases databases)
    {
        var services = builder.Services;
        services.AddSingleton(databases);
        services.AddSingleton<MartenLogger>();
        foreach (var role in Databases.All)
            services.AddKeyedSingleton(role, (_, _) => databases.Open(role));
        services.AddSingleton(provider => provider.GetRequiredKeyedService<NpgsqlDataSource>(DatabaseRole.Worker));

        services
            .AddMarten(provider =>
            {
                var options = new StoreOptions { AutoCreateSchemaObjects = AutoCreate.None };
                Configure(options, provider.GetRequiredService<OutdatedRows>().Enqueue);
                options.Logger(provider.GetRequiredService<MartenLogger>());
                options.Listeners.Add(provider.GetRequiredService<LiveUpdateStream>());
                return options;
            })
            .UseNpgsqlDataSource()
            .IntegrateWithWolverine(x => x.MessageStorageSchemaName = "wolverine")
            .BuildSessionsWith<TenantSessionFactory>();
        services.AddKeyedSingleton<IDocumentStore>(DatabaseRole.Web, (provider, _) => ReadThrough(provider, DatabaseRole.Web));
        services.AddKeyedSingleton<IDocumentStore>(DatabaseRole.Audit, (provider, _) => ReadThrough(provider, DatabaseRole.Audit));
    }

    /// <param name="onOutdatedRow">For whoever writes: is told of each row of another build's shape that was to be read. Who only reads
    /// takes rows as they are.</param>
    public static void Configure(StoreOptions options, Action<Type, string>? onOutdatedRow = null)
    {
        // Names, not numbers: whoever reads an event in ten years has no enum at hand.
        options.UseSystemTextJsonForSerialization(
            Weasel.Core.EnumStorage.AsString,
            configure: json =>
            {
                if (onOutdatedRow is not null)
                    json.Converters.Add(new RowShapeConverter(options, onOutdatedRow));
            }
        );
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
        foreach (var module in Modules.All)
            module.Configure(options);
    }

    /// <summary>A store over a role that may only SELECT; app.tenant_id follows the session, and the policies follow that.</summary>
    static DocumentStore ReadThrough(IServiceProvider provider, string role) =>
        DocumentStore.For(options =>
        {
            Configure(options);
            options.AutoCreateSchemaObjects = AutoCreate.None;
            options.UseRowLevelSecurity();
            options.Logger(provider.GetRequiredService<MartenLogger>());
            options.Connection(provider.GetRequiredKeyedService<NpgsqlDataSource>(role));
        });
}
