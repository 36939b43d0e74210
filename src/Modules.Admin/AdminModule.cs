using JasperFx.Events.Projections;
using Marten;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Admin;

public sealed class AdminModule : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options)
    {
        options.Events.AddEventTypes([
            typeof(AccountOpened), typeof(EmailConfirmed), typeof(SignedIn), typeof(SignInFailed), typeof(LockedOut), typeof(SignedOut), typeof(PasswordChanged),
            typeof(PasskeyAdded), typeof(PasskeyRemoved), typeof(RoleGranted), typeof(RoleWithdrawn), typeof(AccountSuspended), typeof(AccountReinstated),
        ]);
        options.Projections.LiveStreamAggregation<Standing>();
        options.Schema.For<OwnershipClaim>().DatabaseSchemaName("admin");
    }
}
