using Marten;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;
using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Capture;

namespace Switchhook.Leads.Inbox;

public sealed class LeadsOfCalls(IQuerySession leads) : ILeadsOfCalls
{
    public async Task<IReadOnlyDictionary<string, LeadSummary>> OfAsync(IReadOnlyCollection<string> callIds, CancellationToken stop)
    {
        if (callIds.Count == 0)
            return new Dictionary<string, LeadSummary>();
        var made = await leads.LoadManyAsync<LeadOfCall>(stop, [.. callIds]);
        var seen = (await leads.LoadManyAsync<LeadList>(stop, [.. made.Select(x => x.Lead).Distinct()])).ToDictionary(x => x.Id);
        return made.Where(x => seen.ContainsKey(x.Lead))
            .ToDictionary(x => x.Id, x => new LeadSummary(Lead.IdOf(x.Lead), $"{seen[x.Lead].Status}", seen[x.Lead].Status.StatusTone()));
    }

    public async Task<bool> IsUnqualifiedAsync(string callId, CancellationToken stop) =>
        await leads.LoadAsync<UnqualifiedCall>(callId, stop) is not null;

    public async Task<bool> IsBlockedAsync(string number, CancellationToken stop) =>
        PhoneNumber.LineOf(number) is { } line
        && await leads.LoadAsync<BlockedCaller>(BlockedCaller.Stream(line), stop) is { IsBlocked: true };
}
