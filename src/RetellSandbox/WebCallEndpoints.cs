using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>A call from a browser. There is no room here to join: the sandbox plays the visitor too, at once.</summary>
public static class WebCallEndpoints
{
    public static void Map(IEndpointRouteBuilder retell) => retell.Post("/v2/create-web-call", Create);

    static Reply Create(RequestContext request)
    {
        new FieldRules(request.Body).Required("agent_id").Text("agent_id");
        var scenario = Scenarios.Find("web_call")!;
        if (request.Workspace.Profile.ConcurrencyLimit is { } limit && request.Workspace.Ongoing >= limit)
            throw new Refusal(429, "Concurrency limit reached.");
        request.Workspace.Agent(request.Body["agent_id"].Text()!);
        var line = new CallRoute(
            null,
            new JsonObject
            {
                ["agent_id"] = request.Body["agent_id"].Text(),
                ["agent_version"] = request.Body["agent_version"]?.DeepClone(),
            },
            null,
            null
        );
        var call = CallComposer.Compose(
            request,
            scenario,
            line,
            InboundAnswer.None,
            Ids.Call(),
            CallComposer.RandomCallerNumber(null, Random.Shared),
            Random.Shared
        );
        if (request.Body["metadata"] is JsonObject given)
            call.Call["metadata"] = given.Copy().With(new JsonObject { ["simulated"] = true });
        request.Workspace.Calls.Keep(call.Id, call);
        request.Service<CallPlayer>().Begin(request.Workspace, call.Id);
        return Reply.Created(call.Show(request.Origin, request.Service<UrlSigner>(), steps: 0));
    }
}
