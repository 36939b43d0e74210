using Marten;
using Microsoft.Extensions.Hosting;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;

namespace Switchhook.Agents.Reconciliation;

/// <summary>
/// At start: another workspace's key is refused before anything is done with it. A Retell that does not answer keeps nobody from starting.
/// </summary>
public sealed class WorkspaceCheck(
    IDocumentStore store,
    RetellAgents retell,
    RetellSettings settings,
    PublicAddress address,
    HeldResources resources,
    IExternalChanges outside
) : IHostedService
{
    const int Samples = 3;
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task StartAsync(CancellationToken stop)
    {
        // The sandbox that this very process serves does not listen yet.
        if (outside.IsHeldBack || settings.BaseUrl.StartsWith(address.Url, StringComparison.Ordinal))
            return;
        await using var session = store.QuerySession(Installation.Tenant);
        if (await session.LoadAsync<RetellWorkspace>(RetellWorkspace.Only, stop) is not { } known)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Timeout);
        try
        {
            if ((await retell.KeyInfo(limit.Token)).OrgName is { } name && name != known.Name && !await HoldsOursAsync(limit.Token))
                throw new Refused(RetellWorkspaces.Sentence(name, known.Name));
        }
        catch (RetellRefusal)
        { /* said in the log by the wire; the sweep asks again */
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        { /* as slow as not there */
        }
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;

    async Task<bool> HoldsOursAsync(CancellationToken stop)
    {
        var held = (await resources.ReadAsync(stop))
            .Where(x => !x.IsElsewhere && x.Lost is "" or "[]")
            .SelectMany(x => x.Holds.Take(1))
            .Take(Samples)
            .ToList();
        foreach (var (kind, id) in held)
            if (await retell.Exists(kind, id, stop))
                return true;
        return held.Count == 0;
    }
}
