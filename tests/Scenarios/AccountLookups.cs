using Microsoft.Extensions.DependencyInjection;
using Switchhook.BuildingBlocks;
using Wolverine;

namespace Switchhook.Scenarios;

/// <summary>What a scenario may know of its people that no page tells.</summary>
static class AccountLookups
{
    public static async Task<string> TenantOfAsync(this AppFixture site, BrowserSession person)
    {
        await using var command = site.Database(DatabaseRole.Accounts)
            .CreateCommand("""select id::text from accounts.accounts where email = $1""");
        command.Parameters.AddWithValue(person.Email);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public static async Task InvokeAsync(this AppFixture site, object command, string tenant)
    {
        await using var scope = site.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(tenant, command);
    }

    /// <summary>Says to the modules what another module would say, in the name of a tenant.</summary>
    public static async Task PublishAsync(this AppFixture site, object message, string tenant)
    {
        await using var scope = site.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message, new DeliveryOptions { TenantId = tenant });
    }
}
