using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

/// <summary>One request to the sandbox: who asks (a workspace), and what.</summary>
public class Visit(HttpContext http, Workspace workspace, JsonObject body)
{
    public Workspace Workspace => workspace;
    public JsonObject Body => body;
    public string Origin => http.Origin();
    public long Now => Service<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();

    public string Route(string name) => (string)http.GetRouteValue(name)!;
    public string? Query(string name) => http.Request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;
    public T Service<T>() where T : notnull => http.RequestServices.GetRequiredService<T>();
}
