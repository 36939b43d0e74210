using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>Not Retell's: asks the sandbox to play a call, as if somebody had dialled.</summary>
public static class PlayCallEndpoint
{
    public static void Map(IEndpointRouteBuilder retell) => retell.MapPost("/simulate-call", http => http.Answer(Simulate));

    static async Task<Reply> Simulate(RequestContext request)
    {
        new FieldRules(request.Body).Text("agent_id").Text("to_number").Text("scenario").Text("from_number").Whole("seed");
        if (request.Body["to_number"] is null)
            new FieldRules(request.Body).Required("agent_id");
        var name = request.Body["scenario"].Text() ?? "booking";
        var scenario =
            Scenarios.Find(name)
            ?? throw Refusal.Invalid(
                $"Unknown scenario '{name}', please use one of: {string.Join(", ", Scenarios.All.Select(known => known.Name))}"
            );
        var chance = request.Body["seed"].Int() is { } seed ? new Random(seed) : Random.Shared;
        return await Begin(request.To(Reached(request)), scenario, chance);
    }

    /// <summary>Who dials need not own what is reached: the call belongs to the workspace that answers.</summary>
    static Workspace Reached(RequestContext request) =>
        request
            .Service<Workspaces>()
            .Reached(
                request.Workspace,
                workspace =>
                    request.Body["to_number"].Text() is { } number
                        ? workspace.Numbers.TryGet(number, out _)
                        : workspace.Agents.TryGet(request.Body["agent_id"].Text()!, out _)
            );

    static async Task<Reply> Begin(RequestContext request, Scenario scenario, Random chance)
    {
        CallRoute line;
        JsonObject? bound;
        lock (request.Workspace.Gate)
        {
            line = CallRoute.Of(request.Workspace, request.Body, scenario, chance);
            bound = Routing.Bound(request.Workspace, line);
        }

        var (id, caller) = (Ids.Call(), CallComposer.RandomCallerNumber(request.Body["from_number"].Text(), chance));
        var told = scenario.IsInbound
            ? await request.Service<InboundWebhook>().Ask(request.Workspace, line, bound, id, caller, request.Now)
            : InboundAnswer.None;
        if (told.Rejects)
            throw new Refusal(422, "The inbound webhook rejected this call: the caller is disconnected.");
        lock (request.Workspace.Gate)
        {
            var call = CallComposer.Compose(request, Slot(request.Workspace, scenario, line), line, told, id, caller, chance);
            request.Workspace.Calls.Keep(call.Id, call);
            request.Service<CallPlayer>().Begin(request.Workspace, call.Id);
            return Reply.Created(new JsonObject { ["call_id"] = call.Id });
        }
    }

    static Scenario Slot(Workspace workspace, Scenario scenario, CallRoute line) =>
        workspace.Profile.ConcurrencyLimit is not { } limit || workspace.Ongoing < limit ? scenario
        : !scenario.IsInbound ? throw new Refusal(429, "Concurrency limit reached.")
        : line.Fallback is null ? Scenarios.TurnedAway
        : Scenarios.Diverted;
}
