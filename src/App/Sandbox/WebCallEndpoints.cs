using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

/// <summary>A call from a browser. There is no room here to join: the sandbox plays the visitor too, at once.</summary>
public static class WebCalls
{
    public static void Map(IEndpointRouteBuilder retell) => retell.Post("/v2/create-web-call", Create);

    static Reply Create(RequestContext visit)
    {
        new Rules(visit.Body).Required("agent_id").Text("agent_id");
        var scenario = Scenarios.Find("web_call")!;
        if (visit.Workspace.Profile.ConcurrencyLimit is { } limit && visit.Workspace.Ongoing >= limit) throw new Refusal(429, "Concurrency limit reached.");
        visit.Workspace.Agent(visit.Body["agent_id"].Text()!);
        var line = new Line(null, new JsonObject { ["agent_id"] = visit.Body["agent_id"].Text(), ["agent_version"] = visit.Body["agent_version"]?.DeepClone() }, null, null);
        var call = Simulation.Compose(visit, scenario, line, InboundAnswer.None, Ids.Call(), Simulation.Stranger(null, Random.Shared), Random.Shared);
        if (visit.Body["metadata"] is JsonObject given) call.Call["metadata"] = given.Copy().With(new JsonObject { ["simulated"] = true });
        visit.Workspace.Calls.Keep(call.Id, call);
        visit.Service<CallPlayer>().Begin(visit.Workspace, call.Id);
        return Reply.Created(call.Show(visit.Origin, visit.Service<UrlSeal>(), steps: 0));
    }
}
