namespace Switchhook.RetellSandbox;

/// <summary>What every endpoint does, by method and route, so that it can be done without its connection too.</summary>
public class Operations(IServiceProvider services)
{
    readonly Dictionary<string, Func<RequestContext, Reply>> all = [];

    public IReadOnlyCollection<string> Names => all.Keys;

    public void Add(string operation, Func<RequestContext, Reply> answer) => all[operation] = answer;

    public Reply Do(Workspace workspace, RecordedRequest recorded, long lag = 0)
    {
        try
        {
            lock (workspace.Gate)
                return all[recorded.Operation](new RequestContext(recorded, workspace, services) { Lag = lag });
        }
        catch (Refusal refusal)
        {
            return Reply.Error(refusal);
        }
    }
}
