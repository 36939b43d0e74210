using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

public static class AgentEndpoints
{
    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Post("/create-agent", Create);
        retell.Get("/get-agent/{id}", request => Reply.Ok(Version(request)));
        retell.Patch("/update-agent/{id}", Update);
        retell.Delete(
            "/delete-agent/{id}",
            request =>
            {
                request.Workspace.Agent(request.Route("id"));
                request.Workspace.Agents.Remove(request.Route("id"));
                request.Workspace.Ledger.RecordDeleted(request.Route("id"), request.Now);
                return Reply.Empty(204);
            }
        );
        retell.Post("/v2/list-agents", List);
    }

    public static string? LlmOf(JsonObject version) => version["response_engine"]?["llm_id"].Text();

    static Reply Create(RequestContext request)
    {
        new FieldRules(request.Body).Required("response_engine").Required("voice_id");
        AgentRules.Check(request.Body);
        var id = Ids.Agent();
        var agent = new JsonObject
        {
            ["agent_id"] = id,
            ["channel"] = "voice",
            ["agent_name"] = "",
            ["language"] = "en-US",
            ["data_storage_setting"] = "everything",
            ["opt_in_signed_url"] = false,
            ["max_call_duration_ms"] = 3_600_000,
            ["end_call_after_silence_ms"] = 600_000,
            ["post_call_analysis_model"] = "gpt-4.1",
            ["assigned_tags"] = new JsonArray(),
        };
        agent.With(request.Body).With(Given(id, 0, request.Now));
        agent["response_engine"] = Engine(request);
        request.Workspace.Agents.Keep(id, new VersionedResource { Versions = [agent] });
        request.Workspace.Ledger.RecordCreated("agent", id, agent, request.Now);
        return Reply.Created(agent);
    }

    static Reply Update(RequestContext request)
    {
        AgentRules.Check(request.Body);
        var (agent, version) = (request.Workspace.Agent(request.Route("id")), Version(request));
        if (
            VersionedResource.IsPublished(version)
            && request.Body.Any(change => change.Key is not ("version_title" or "version_description"))
        )
            throw new Refusal(422, "Cannot update published agent other than version title");
        var changed = version.Copy().With(request.Body).With(Given(request.Route("id"), VersionedResource.VersionOf(version), request.Now));
        changed["is_published"] = VersionedResource.IsPublished(version);
        if (request.Body["response_engine"] is not null)
            changed["response_engine"] = Engine(request);
        agent.Versions[agent.Versions.IndexOf(version)] = changed;
        request.Workspace.Agents.Keep(request.Route("id"), agent);
        return Reply.Ok(changed);
    }

    static Reply List(RequestContext request)
    {
        var criteria = request.Body["filter_criteria"];
        var query = criteria?["query"].Text();
        var channel = criteria?["channel"]?["value"].Text();
        return Reply.Ok(
            Paging
                .Of(request)
                .Page(
                    request
                        .Workspace.Agents.All.Select(agent => agent.Latest)
                        .Where(agent =>
                            request.IsListed(agent["agent_id"].Text()!)
                            && (channel is null or "voice")
                            && (query is null || Mentions(agent, "agent_name", query) || Mentions(agent, "agent_id", query))
                        ),
                    agent => (agent["last_modification_timestamp"].Long(), agent["agent_id"].Text()!),
                    agent => new JsonObject
                    {
                        ["agent_id"] = agent["agent_id"].Text(),
                        ["agent_name"] = agent["agent_name"].Text() ?? "",
                        ["channel"] = "voice",
                        ["user_modified_timestamp"] = agent["last_modification_timestamp"].Long(),
                        ["tags"] = new JsonObject(),
                    }
                )
        );
    }

    static bool Mentions(JsonObject agent, string field, string query) =>
        agent[field].Text()?.Contains(query, StringComparison.OrdinalIgnoreCase) == true;

    static JsonObject Version(RequestContext request) =>
        request.Workspace.Agent(request.Route("id")).Resolve(request.Query("version")) ?? throw Refusal.Unknown("agent version");

    static JsonObject Given(string id, int version, long now) =>
        new()
        {
            ["agent_id"] = id,
            ["version"] = version,
            ["is_published"] = false,
            ["last_modification_timestamp"] = now,
        };

    /// <summary>The engine as Retell stores it: an LLM is always held at a version, the latest when none was said.</summary>
    static JsonObject Engine(RequestContext request)
    {
        var engine = request.Body["response_engine"]!.AsObject().Copy();
        if (engine["type"].Text() != "retell-llm")
            return engine;
        var llm = request.Workspace.Llm(engine["llm_id"].Text()!);
        var version = llm.Resolve(engine["version"]?.ToString()) ?? throw Refusal.Unknown("retell llm version");
        engine["version"] = VersionedResource.VersionOf(version);
        return engine;
    }
}
