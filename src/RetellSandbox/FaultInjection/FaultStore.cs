using System.IO.Enumeration;

namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>
/// The faults set in one workspace, in their order, kept with how often each has struck. Whoever touches them holds the workspace's gate.
/// </summary>
public class FaultStore(string folder)
{
    readonly JsonFileStore<Fault> shelf = new(folder);

    public IEnumerable<Fault> All => shelf.All.OrderBy(fault => fault.Position);
    public int Next => shelf.All.Select(fault => fault.Position).DefaultIfEmpty(0).Max() + 1;

    public Fault Of(string id) => shelf.TryGet(id, out var fault) ? fault : throw new Refusal(404, "There is no such fault.");

    public void Set(Fault fault) => shelf.Keep(fault.FaultId, fault);

    public void Remove(Fault fault)
    {
        shelf.Remove(fault.FaultId);
        foreach (var hold in fault.Holds)
            hold.Abort();
        fault.NotifyChanged();
    }

    /// <summary>The first that is due strikes; those behind it do not even see the request. A lag hinders no other fault.</summary>
    public FaultMatch Strike(RecordedRequest recorded)
    {
        long lag = 0;
        foreach (var fault in All.Where(fault => Fits(fault, recorded)).ToList())
        {
            fault.Seen++;
            if (fault is { IsDue: true, Way: FailureModes.ListLag })
                fault.Struck++;
            shelf.Keep(fault.FaultId, fault);
            fault.NotifyChanged();
            if (!fault.IsDue)
                continue;
            if (fault.Way != FailureModes.ListLag)
                return new FaultMatch(fault, lag);
            lag = Math.Max(lag, fault.Ms!.Value);
        }

        return new FaultMatch(null, lag);
    }

    public void Struck(Fault fault)
    {
        fault.Struck++;
        if (shelf.TryGet(fault.FaultId, out _))
            shelf.Keep(fault.FaultId, fault);
        fault.NotifyChanged();
    }

    static bool Fits(Fault fault, RecordedRequest recorded) =>
        FileSystemName.MatchesSimpleExpression(fault.Match, $"{recorded.Operation.Split(' ')[0]} {recorded.Path}")
        && (fault.Contains is not { } part || Says(recorded).Contains(part, StringComparison.Ordinal));

    static string Says(RecordedRequest recorded) =>
        $"{recorded.Path}?{string.Join('&', recorded.Query.Select(value => $"{value.Key}={value.Value}"))} "
        + $"{recorded.Body.ToJsonString(SandboxJson.Options)}";
}
