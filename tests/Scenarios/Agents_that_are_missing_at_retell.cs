using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Agents;
using Switchhook.Agents.Reconciliation;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Agents_that_are_missing_at_retell(LostWebhooksFixture site) : IClassFixture<LostWebhooksFixture>
{
    [Fact]
    public async Task are_told_of_by_every_process_until_one_of_them_finds_them_again()
    {
        using var owner = await site.OwnerWithAgentAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        site.InsteadOfRetell = async context =>
        {
            if (!context.Request.Path.Value!.Contains("/list-", StringComparison.Ordinal))
                return false;
            await context.Response.WriteAsJsonAsync(new { items = Array.Empty<object>(), has_more = false });
            return true;
        };
        for (var i = 0; i < 2; i++)
            await site.InvokeAsync(new ReconcileWithRetell(), Installation.Tenant);
        (await owner.GetAsync("/health/ready")).Text.ShouldContain("Check that Retell__ApiKey is the key of the workspace");
        (await admin.GetAsync("/admin/installation")).Words.ShouldContain("Check that Retell__ApiKey is the key of the workspace");
        (await OfAnotherProcessAsync()).ShouldBe(HealthStatus.Degraded);
        site.Log.All.Where(x =>
                x.StartsWith("Warning Switchhook", StringComparison.Ordinal)
                && x.Contains("so nothing was marked as lost", StringComparison.Ordinal)
            )
            .ShouldHaveSingleItem();

        site.InsteadOfRetell = null;
        await site.InvokeAsync(new ReconcileWithRetell(), Installation.Tenant);
        (await owner.GetAsync("/health/ready")).Text.ShouldNotContain("Retell__ApiKey");
        (await admin.GetAsync("/admin/installation")).Words.ShouldNotContain("Retell__ApiKey");
        (await OfAnotherProcessAsync()).ShouldBe(HealthStatus.Healthy);
    }

    /// <summary>It has the database in common with this one, and nothing else.</summary>
    async Task<HealthStatus> OfAnotherProcessAsync() =>
        (
            await new MissingAgentsHealth(site.Database(DatabaseRole.Worker)).CheckHealthAsync(
                new HealthCheckContext(),
                TestContext.Current.CancellationToken
            )
        ).Status;
}
