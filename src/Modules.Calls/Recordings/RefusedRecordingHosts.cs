using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Recordings;

/// <summary>
/// Where Retell keeps recordings that this site does not fetch, told to the operator as one concern. Asked only about what the platform's
/// key signed: an owner's key could sign any address.
/// </summary>
public sealed class RefusedRecordingHosts(RecordingHosts hosts, OperatorAlerts alerts)
{
    const int Most = 20,
        Shown = 3;

    readonly Lock gate = new();
    readonly List<string> known = [];

    public void Add(string address)
    {
        if (hosts.Refused(address) is not { } host)
            return;
        lock (gate)
        {
            if (known.Contains(host))
                return;
            if (known.Count == Most)
                known.RemoveAt(Most - 1);
            known.Insert(0, host);
            alerts.Raise(OperatorAlert.Recordings, Sentence(known));
        }
    }

    static string Sentence(List<string> refused)
    {
        var named = string.Join(", ", refused.Take(Shown)) + (refused.Count > Shown ? $", and {refused.Count - Shown} more hosts" : "");
        return $"Recordings kept at {named} are not played, because this site does not fetch from there. "
            + $"If Retell keeps them there, add the {(refused.Count == 1 ? "host" : "hosts")} to Retell__RecordingHosts.";
    }
}
