using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>One request to the sandbox: who asks (a workspace), and what.</summary>
public class RequestContext(RecordedRequest recorded, Workspace workspace, IServiceProvider services)
{
    public RecordedRequest Recorded => recorded;
    public Workspace Workspace => workspace;
    public JsonObject Body => recorded.Body;
    public string Origin => recorded.Origin;
    public long Now => Service<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Lists show nothing that is younger, in milliseconds.</summary>
    public long Lag { get; init; }

    public string Route(string name) => recorded.Route[name];

    public string? Query(string name) => recorded.Query.GetValueOrDefault(name);

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    public RequestContext To(Workspace other) => new(recorded, other, services);

    public bool IsListed(string id) => Lag == 0 || IsListed(workspace.Ledger.CreatedAt(id));

    public bool IsListed(long madeAt) => Lag == 0 || madeAt <= Now - Lag;
}
