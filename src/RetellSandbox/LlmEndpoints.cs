using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Switchhook.RetellSandbox;

public static partial class LlmEndpoints
{
    // 32,768 tokens, at the usual four characters each.
    const int LongestPrompt = 32_768 * 4;

    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Post("/create-retell-llm", Create);
        retell.Get("/get-retell-llm/{id}", request => Reply.Ok(Version(request)));
        retell.Patch("/update-retell-llm/{id}", Update);
        retell.Delete("/delete-retell-llm/{id}", Remove);
        retell.Get(
            "/v2/list-retell-llms",
            request =>
                Reply.Ok(
                    Paging
                        .Of(request)
                        .Page(
                            request.Workspace.Llms.All.Select(llm => llm.Latest).Where(llm => request.IsListed(llm["llm_id"].Text()!)),
                            llm => (llm["last_modification_timestamp"].Long(), llm["llm_id"].Text()!),
                            SandboxJson.Copy
                        )
                )
        );
    }

    static Reply Create(RequestContext request)
    {
        Check(request.Body);
        new FieldRules(request.Body).Required("start_speaker");
        var id = Ids.Llm();
        var llm = new JsonObject
        {
            ["llm_id"] = id,
            ["version"] = 0,
            ["is_published"] = false,
        };
        if (request.Body["s2s_model"] is null)
            llm["model"] = "gpt-4.1";
        llm.With(new JsonObject { ["model_temperature"] = 0, ["tool_call_strict_mode"] = true })
            .With(request.Body)
            .With(Given(id, 0, request.Now));
        request.Workspace.Llms.Keep(id, new VersionedResource { Versions = [llm] });
        request.Workspace.Ledger.RecordCreated("llm", id, llm, request.Now);
        return Reply.Created(llm);
    }

    static Reply Update(RequestContext request)
    {
        Check(request.Body);
        var (llm, version) = (request.Workspace.Llm(request.Route("id")), Version(request));
        if (VersionedResource.IsPublished(version))
            throw Refusal.Invalid("Cannot update published LLM");
        var changed = version.Copy().With(request.Body).With(Given(request.Route("id"), VersionedResource.VersionOf(version), request.Now));
        if (request.Body["model"] is not null)
            changed.Remove("s2s_model");
        if (request.Body["s2s_model"] is not null)
            changed.Remove("model");
        llm.Versions[llm.Versions.IndexOf(version)] = changed;
        request.Workspace.Llms.Keep(request.Route("id"), llm);
        return Reply.Ok(changed);
    }

    static Reply Remove(RequestContext request)
    {
        var id = request.Route("id");
        request.Workspace.Llm(id);
        if (
            request.Query("force_delete") != "true"
            && request.Workspace.Agents.All.Any(agent => agent.Versions.Any(version => AgentEndpoints.LlmOf(version) == id))
        )
            throw Refusal.Invalid("Cannot delete retell llm while an agent is using it");
        request.Workspace.Llms.Remove(id);
        request.Workspace.Ledger.RecordDeleted(id, request.Now);
        return Reply.Empty(204);
    }

    static JsonObject Version(RequestContext request) =>
        request.Workspace.Llm(request.Route("id")).Resolve(request.Query("version")) ?? throw Refusal.Unknown("retell llm version");

    static JsonObject Given(string id, int version, long now) =>
        new()
        {
            ["llm_id"] = id,
            ["version"] = version,
            ["is_published"] = false,
            ["last_modification_timestamp"] = now,
        };

    static void Check(JsonObject body)
    {
        new FieldRules(body)
            .OneOf("start_speaker", "agent", "user")
            .Text("general_prompt", LongestPrompt)
            .Text("begin_message")
            .Text("model")
            .Text("s2s_model")
            .Between("model_temperature", 0, 1)
            .Whole("begin_after_user_silence_ms")
            .Flag("model_high_priority")
            .Flag("tool_call_strict_mode")
            .Each(
                "general_tools",
                tool =>
                {
                    if (!ToolName().IsMatch(tool?["name"].Text() ?? ""))
                        throw FieldRules.Broken("general_tools", "must have a name of letters, digits, _ and -, at most 64");
                }
            )
            .Each(
                "states",
                state =>
                {
                    if (state?["name"].Text() is null)
                        throw FieldRules.Broken("states", "must have a name");
                }
            );
        if (body["model"] is not null && body["s2s_model"] is not null)
            throw Refusal.Invalid("Cannot set both model and s2s_model");
        if (body["states"] is JsonArray { Count: > 0 } && body["starting_state"].Text() is null)
            throw Refusal.Invalid("starting_state is required when states are given");
        if (body["default_dynamic_variables"] is JsonObject variables && variables.Any(variable => variable.Value.Text() is null))
            throw FieldRules.Broken("default_dynamic_variables", "must have string values");
        if (body["general_tools"] is JsonArray tools && tools.Select(tool => tool!["name"].Text()).Distinct().Count() != tools.Count)
            throw Refusal.Invalid("Tool names must be unique");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex ToolName();
}
