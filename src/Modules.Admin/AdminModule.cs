using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Agents;
using Switchhook.Admin.Audit;
using Switchhook.Admin.Mail;
using Switchhook.Admin.OwnershipClaims;
using Switchhook.BuildingBlocks;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Admin;

public sealed class AdminModule : IModule
{
    public IReadOnlyList<Type> Options { get; } = [];

    public IReadOnlyDictionary<Type, string> StoredMessageNames => Switchhook.Admin.StoredMessageNames.All;

    public IReadOnlyList<TableReadModel> TableReadModels => [];

    public void AddServices(IHostApplicationBuilder builder) => builder.AddAdmin();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapAdmin();

    public Task PrepareAsync(string ownerConnection, CancellationToken stop) => AccountsDb.MigrateAsync(ownerConnection, stop);

    public void Configure(StoreOptions options)
    {
        options.Events.AddEventTypes([
            typeof(AccountOpened),
            typeof(EmailConfirmed),
            typeof(SignedIn),
            typeof(SignInFailed),
            typeof(LockedOut),
            typeof(SignedOut),
            typeof(SessionEnded),
            typeof(PasswordChanged),
            typeof(PasskeyAdded),
            typeof(PasskeyRenamed),
            typeof(PasskeyRemoved),
            typeof(TimeZoneChosen),
            typeof(RoleGranted),
            typeof(RoleWithdrawn),
            typeof(AccountHeld),
            typeof(AccountApproved),
            typeof(AccountSuspended),
            typeof(AccountReinstated),
            typeof(LimitCleared),
            typeof(OwnersSearched),
            typeof(StreamsSearched),
            typeof(StreamReplayed),
        ]);
        options.Events.AddEventTypes([
            typeof(ApiKeyCreated),
            typeof(ApiKeyRevoked),
            typeof(IssuerLinked),
            typeof(IssuerUnlinked),
            typeof(IssuerReadmitted),
        ]);
        options.Projections.LiveStreamAggregation<AccountState>();
        options.Projections.LiveStreamAggregation<AccountCredentials>();
        options.Projections.LiveStreamAggregation<AuditLog>();
        options.Schema.For<AgentList>().DatabaseSchemaName("admin").Duplicate(x => x.CreatedAt, notNull: true).UseNumericRevisions(true);
        options.Schema.For<OwnershipClaim>().DatabaseSchemaName("admin");
        options
            .Schema.For<OutboxMail>()
            .DatabaseSchemaName("admin")
            .Duplicate(x => x.MadeAt, notNull: true)
            .UseNumericRevisions(true)
            .Index(x => x.Id, x => (x.Name, x.Predicate) = ("outboxmail_unsent", "((data ->> 'State'::text) <> 'Sent'::text)"));
    }
}
