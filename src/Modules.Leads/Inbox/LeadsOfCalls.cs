using Marten;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.Leads;

public sealed class LeadsOfCalls(IQuerySession leads) : ILeadsOfCalls
{
    public async Task<IReadOnlyDictionary<string, LeadShown>> OfAsync(IReadOnlyCollection<string> callIds, CancellationToken stop)
    {
        if (callIds.Count == 0) return new Dictionary<string, LeadShown>();
        var made = await leads.LoadManyAsync<LeadOfCall>(stop, [.. callIds]);
        var seen = (await leads.LoadManyAsync<LeadList>(stop, [.. made.Select(x => x.Lead).Distinct()])).ToDictionary(x => x.Id);
        return made.Where(x => seen.ContainsKey(x.Lead)).ToDictionary(x => x.Id, x => new LeadShown(Lead.IdOf(x.Lead), $"{seen[x.Lead].Status}", seen[x.Lead].Status.Dot()));
    }

    public async Task<bool> HasPassedAsync(string callId, CancellationToken stop) => await leads.LoadAsync<PassedCall>(callId, stop) is not null;

    public async Task<bool> IsBlockedAsync(string number, CancellationToken stop) => 
        PhoneNumber.LineOf(number) is { } line && await leads.LoadAsync<BlockedCaller>(BlockedCaller.Stream(line), stop) is { IsBlocked: true };
}
