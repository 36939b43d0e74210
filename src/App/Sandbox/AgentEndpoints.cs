using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

public static class Agents
{
    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Post("/create-agent", Create);
        retell.Get("/get-agent/{id}", visit => Reply.Ok(Version(visit)));
        retell.Patch("/update-agent/{id}", Update);
        retell.Delete("/delete-agent/{id}", visit =>
        {
            visit.Workspace.Agent(visit.Route("id"));
            visit.Workspace.Agents.Remove(visit.Route("id"));
            visit.Workspace.Ledger.Went(visit.Route("id"), visit.Now);
            return Reply.Empty(204);
        });
        retell.Post("/v2/list-agents", List);
    }

    public static string? LlmOf(JsonObject version) => version["response_engine"]?["llm_id"].Text();

    static Reply Create(RequestContext visit)
    {
        new Rules(visit.Body).Required("response_engine").Required("voice_id");
        AgentRules.Check(visit.Body);
        var id = Ids.Agent();
        var agent = new JsonObject
        {
            ["agent_id"] = id, ["channel"] = "voice", ["agent_name"] = "", ["language"] = "en-US", ["data_storage_setting"] = "everything",
            ["opt_in_signed_url"] = false, ["max_call_duration_ms"] = 3_600_000, ["end_call_after_silence_ms"] = 600_000,
            ["post_call_analysis_model"] = "gpt-4.1", ["assigned_tags"] = new JsonArray(),
        };
        agent.With(visit.Body).With(Given(id, 0, visit.Now));
        agent["response_engine"] = Engine(visit);
        visit.Workspace.Agents.Keep(id, new Versioned { Versions = [agent] });
        visit.Workspace.Ledger.Came("agent", id, agent, visit.Now);
        return Reply.Created(agent);
    }

    static Reply Update(RequestContext visit)
    {
        AgentRules.Check(visit.Body);
        var (agent, version) = (visit.Workspace.Agent(visit.Route("id")), Version(visit));
        if (Versioned.IsPublished(version) && visit.Body.Any(change => change.Key is not ("version_title" or "version_description")))
            throw new Refusal(422, "Cannot update published agent other than version title");
        var changed = version.Copy().With(visit.Body).With(Given(visit.Route("id"), Versioned.VersionOf(version), visit.Now));
        changed["is_published"] = Versioned.IsPublished(version);
        if (visit.Body["response_engine"] is not null) changed["response_engine"] = Engine(visit);
        agent.Versions[agent.Versions.IndexOf(version)] = changed;
        visit.Workspace.Agents.Keep(visit.Route("id"), agent);
        return Reply.Ok(changed);
    }

    static Reply List(RequestContext visit)
    {
        var criteria = visit.Body["filter_criteria"];
        var query = criteria?["query"].Text();
        var channel = criteria?["channel"]?["value"].Text();
        return Reply.Ok(Paging.Of(visit).Page(
            visit.Workspace.Agents.All.Select(agent => agent.Latest).Where(agent =>
                visit.IsListed(agent["agent_id"].Text()!) && (channel is null or "voice") && (query is null || Mentions(agent, "agent_name", query) || Mentions(agent, "agent_id", query))),
            agent => (agent["last_modification_timestamp"].Long(), agent["agent_id"].Text()!),
            agent => new JsonObject
            {
                ["agent_id"] = agent["agent_id"].Text(), ["agent_name"] = agent["agent_name"].Text() ?? "", ["channel"] = "voice",
                ["user_modified_timestamp"] = agent["last_modification_timestamp"].Long(), ["tags"] = new JsonObject(),
            }));
    }

    static bool Mentions(JsonObject agent, string field, string query) => agent[field].Text()?.Contains(query, StringComparison.OrdinalIgnoreCase) == true;

    static JsonObject Version(RequestContext visit) =>
        visit.Workspace.Agent(visit.Route("id")).Resolve(visit.Query("version")) ?? throw Refusal.Unknown("agent version");

    static JsonObject Given(string id, int version, long now) => new()
    {
        ["agent_id"] = id, ["version"] = version, ["is_published"] = false, ["last_modification_timestamp"] = now,
    };

    /// <summary>The engine as Retell stores it: an LLM is always held at a version, the latest when none was said.</summary>
    static JsonObject Engine(RequestContext visit)
    {
        var engine = visit.Body["response_engine"]!.AsObject().Copy();
        if (engine["type"].Text() != "retell-llm") return engine;
        var llm = visit.Workspace.Llm(engine["llm_id"].Text()!);
        var version = llm.Resolve(engine["version"]?.ToString()) ?? throw Refusal.Unknown("retell llm version");
        engine["version"] = Versioned.VersionOf(version);
        return engine;
    }
}
