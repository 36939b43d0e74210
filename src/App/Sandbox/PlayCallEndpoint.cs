using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

/// <summary>Not Retell's: asks the sandbox to play a call, as if somebody had dialled.</summary>
public static class PlayCallEndpoint
{
    public static void Map(IEndpointRouteBuilder retell) => retell.MapPost("/simulate-call", http => http.Answer(Simulate));

    static async Task<Reply> Simulate(RequestContext visit)
    {
        new Rules(visit.Body).Text("agent_id").Text("to_number").Text("scenario").Text("from_number").Whole("seed");
        if (visit.Body["to_number"] is null) new Rules(visit.Body).Required("agent_id");
        var name = visit.Body["scenario"].Text() ?? "booking";
        var scenario = Scenarios.Find(name) ?? throw Refusal.Invalid($"Unknown scenario '{name}', please use one of: {string.Join(", ", Scenarios.All.Select(known => known.Name))}");
        var chance = visit.Body["seed"].Int() is { } seed ? new Random(seed) : Random.Shared;
        return await Begin(visit.To(Reached(visit)), scenario, chance);
    }

    /// <summary>Who dials need not own what is reached: the call belongs to the workspace that answers.</summary>
    static Workspace Reached(RequestContext visit) => visit.Service<Workspaces>().Reached(visit.Workspace, workspace =>
        visit.Body["to_number"].Text() is { } number ? workspace.Numbers.TryGet(number, out _) : workspace.Agents.TryGet(visit.Body["agent_id"].Text()!, out _));

    static async Task<Reply> Begin(RequestContext visit, Scenario scenario, Random chance)
    {
        Line line;
        JsonObject? bound;
        lock (visit.Workspace.Gate)
        {
            line = Line.Of(visit.Workspace, visit.Body, scenario, chance);
            bound = Routing.Bound(visit.Workspace, line);
        }

        var (id, caller) = (Ids.Call(), Simulation.Stranger(visit.Body["from_number"].Text(), chance));
        var told = scenario.IsInbound ? await visit.Service<InboundWebhook>().Ask(visit.Workspace, line, bound, id, caller, visit.Now) : InboundAnswer.None;
        if (told.Rejects) throw new Refusal(422, "The inbound webhook rejected this call: the caller is disconnected.");
        lock (visit.Workspace.Gate)
        {
            var call = Simulation.Compose(visit, Slot(visit.Workspace, scenario, line), line, told, id, caller, chance);
            visit.Workspace.Calls.Keep(call.Id, call);
            visit.Service<CallPlayer>().Begin(visit.Workspace, call.Id);
            return Reply.Created(new JsonObject { ["call_id"] = call.Id });
        }
    }

    static Scenario Slot(Workspace workspace, Scenario scenario, Line line) =>
        workspace.Profile.ConcurrencyLimit is not { } limit || workspace.Ongoing < limit ? scenario
        : !scenario.IsInbound ? throw new Refusal(429, "Concurrency limit reached.")
        : line.Fallback is null ? Scenarios.TurnedAway : Scenarios.Diverted;
}
