using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Switchhook.BuildingBlocks;

/// <summary>What a module gives to the host, which enumerates modules and knows little else of them.</summary>
public interface IModule
{
    /// <summary>Its events, read models, documents and tables.</summary>
    void Configure(StoreOptions options);

    void AddServices(IHostApplicationBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder endpoints);

    /// <summary>Classes of settings, checked before a port, a folder or a database is touched.</summary>
    IReadOnlyList<Type> Options { get; }

    /// <summary>The name under which each of its messages is stored. A message has one from the day it is first written.</summary>
    IReadOnlyDictionary<Type, string> StoredMessageNames { get; }

    /// <summary>Read models that are tables of their own and no documents.</summary>
    IReadOnlyList<TableReadModel> TableReadModels { get; }

    /// <summary>What its tables need beyond what Marten makes. Runs as the owner of the database, and may run again.</summary>
    Task PrepareAsync(string ownerConnection, CancellationToken stop);
}

/// <param name="Name">Under which its shape is stored: never changed.</param>
/// <param name="Shape">Another text means that rows of another build have to be rebuilt.</param>
/// <param name="Index">The table that goes with it.</param>
public sealed record TableReadModel(string Name, string Table, string Shape, string Index);
