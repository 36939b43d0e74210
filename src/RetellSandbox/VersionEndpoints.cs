using System.Globalization;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>Drafts of an agent and their publishing; its LLM is versioned along with it, under the same id.</summary>
public static class VersionEndpoints
{
    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Post("/create-agent-version/{id}", Draft);
        retell.Post("/publish-agent-version/{id}", Publish);
        retell.Delete("/delete-agent-version/{id}", Remove);
        retell.Get(
            "/list-agent-versions/{id}",
            request =>
                Reply.Ok(
                    Paging
                        .Of(request)
                        .Page(
                            request.Workspace.Agent(request.Route("id")).Versions,
                            version => (VersionedResource.VersionOf(version), ""),
                            Summary
                        )
                )
        );
    }

    static Reply Draft(RequestContext request)
    {
        new FieldRules(request.Body).Required("base_version").Whole("base_version");
        var agent = request.Workspace.Agent(request.Route("id"));
        var source = Find(agent, request.Body["base_version"].Int()!.Value);
        var draft = source
            .Copy()
            .Without("version_title", "version_description")
            .With(
                new JsonObject
                {
                    ["version"] = agent.Next,
                    ["base_version"] = VersionedResource.VersionOf(source),
                    ["is_published"] = false,
                    ["assigned_tags"] = new JsonArray(),
                    ["last_modification_timestamp"] = request.Now,
                }
            );
        if (LlmVersion(request.Workspace, draft) is var (llm, version))
        {
            var copy = version
                .Copy()
                .With(
                    new JsonObject
                    {
                        ["version"] = llm.Next,
                        ["is_published"] = false,
                        ["last_modification_timestamp"] = request.Now,
                    }
                );
            draft["response_engine"]!["version"] = VersionedResource.VersionOf(copy);
            llm.Last = VersionedResource.VersionOf(copy);
            llm.Versions.Add(copy);
            request.Workspace.Llms.Keep(AgentEndpoints.LlmOf(draft)!, llm);
        }

        agent.Last = VersionedResource.VersionOf(draft);
        agent.Versions.Add(draft);
        request.Workspace.Agents.Keep(request.Route("id"), agent);
        return Reply.Created(draft);
    }

    static Reply Publish(RequestContext request)
    {
        new FieldRules(request.Body).Required("version").Whole("version").Text("version_title").Text("version_description");
        var agent = request.Workspace.Agent(request.Route("id"));
        var version = Find(agent, request.Body["version"].Int()!.Value);
        if (VersionedResource.IsPublished(version))
            throw new Refusal(422, "Agent version is already published");
        if (LlmVersion(request.Workspace, version) is var (llm, llmVersion))
        {
            llmVersion["is_published"] = true;
            request.Workspace.Llms.Keep(AgentEndpoints.LlmOf(version)!, llm);
        }

        version["is_published"] = true;
        version["last_modification_timestamp"] = request.Now;
        foreach (var name in (string[])["version_title", "version_description"])
            if (request.Body[name] is { } text)
                version[name] = text.DeepClone();
        request.Workspace.Agents.Keep(request.Route("id"), agent);
        return Reply.Empty(200);
    }

    static Reply Remove(RequestContext request)
    {
        var agent = request.Workspace.Agent(request.Route("id"));
        if (!int.TryParse(request.Query("version"), CultureInfo.InvariantCulture, out var number))
            throw Refusal.Invalid("version must be integer");
        var version = Find(agent, number);
        if (agent.Versions.Count == 1)
            throw Refusal.Invalid("Cannot delete the only version of an agent");
        agent.Versions.Remove(version);
        request.Workspace.Agents.Keep(request.Route("id"), agent);
        return Reply.Empty(204);
    }

    static JsonObject Find(VersionedResource agent, int version) =>
        agent.At(version) ?? throw Refusal.NoVersion(version.ToString(CultureInfo.InvariantCulture));

    static (VersionedResource Llm, JsonObject Version)? LlmVersion(Workspace workspace, JsonObject agentVersion) =>
        AgentEndpoints.LlmOf(agentVersion) is { } id
        && workspace.Llms.TryGet(id, out var llm)
        && llm.At(agentVersion["response_engine"]!["version"].Int() ?? 0) is { } version
            ? (llm, version)
            : null;

    static JsonObject Summary(JsonObject version)
    {
        var summary = new JsonObject();
        foreach (
            var name in (string[])
                ["version", "is_published", "last_modification_timestamp", "base_version", "version_title", "version_description"]
        )
            if (version[name] is { } value)
                summary[name] = value.DeepClone();
        return summary;
    }
}
