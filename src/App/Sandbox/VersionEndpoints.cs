using System.Globalization;
using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

/// <summary>Drafts of an agent and their publishing; its LLM is versioned along with it, under the same id.</summary>
public static class Versions
{
    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Post("/create-agent-version/{id}", Draft);
        retell.Post("/publish-agent-version/{id}", Publish);
        retell.Delete("/delete-agent-version/{id}", Remove);
        retell.Get("/list-agent-versions/{id}", visit => Reply.Ok(Paging.Of(visit).Page(
            visit.Workspace.Agent(visit.Route("id")).Versions, version => (Versioned.VersionOf(version), ""), Summary)));
    }

    static Reply Draft(RequestContext visit)
    {
        new Rules(visit.Body).Required("base_version").Whole("base_version");
        var agent = visit.Workspace.Agent(visit.Route("id"));
        var source = Find(agent, visit.Body["base_version"].Int()!.Value);
        var draft = source.Copy().Without("version_title", "version_description").With(new JsonObject
        {
            ["version"] = agent.Next, ["base_version"] = Versioned.VersionOf(source), ["is_published"] = false,
            ["assigned_tags"] = new JsonArray(), ["last_modification_timestamp"] = visit.Now,
        });
        if (LlmVersion(visit.Workspace, draft) is var (llm, version))
        {
            var copy = version.Copy().With(new JsonObject { ["version"] = llm.Next, ["is_published"] = false, ["last_modification_timestamp"] = visit.Now });
            draft["response_engine"]!["version"] = Versioned.VersionOf(copy);
            llm.Last = Versioned.VersionOf(copy);
            llm.Versions.Add(copy);
            visit.Workspace.Llms.Keep(Agents.LlmOf(draft)!, llm);
        }

        agent.Last = Versioned.VersionOf(draft);
        agent.Versions.Add(draft);
        visit.Workspace.Agents.Keep(visit.Route("id"), agent);
        return Reply.Created(draft);
    }

    static Reply Publish(RequestContext visit)
    {
        new Rules(visit.Body).Required("version").Whole("version").Text("version_title").Text("version_description");
        var agent = visit.Workspace.Agent(visit.Route("id"));
        var version = Find(agent, visit.Body["version"].Int()!.Value);
        if (Versioned.IsPublished(version)) throw new Refusal(422, "Agent version is already published");
        if (LlmVersion(visit.Workspace, version) is var (llm, llmVersion))
        {
            llmVersion["is_published"] = true;
            visit.Workspace.Llms.Keep(Agents.LlmOf(version)!, llm);
        }

        version["is_published"] = true;
        version["last_modification_timestamp"] = visit.Now;
        foreach (var name in (string[])["version_title", "version_description"])
            if (visit.Body[name] is { } text) version[name] = text.DeepClone();
        visit.Workspace.Agents.Keep(visit.Route("id"), agent);
        return Reply.Empty(200);
    }

    static Reply Remove(RequestContext visit)
    {
        var agent = visit.Workspace.Agent(visit.Route("id"));
        if (!int.TryParse(visit.Query("version"), CultureInfo.InvariantCulture, out var number)) throw Refusal.Invalid("version must be integer");
        var version = Find(agent, number);
        if (agent.Versions.Count == 1) throw Refusal.Invalid("Cannot delete the only version of an agent");
        agent.Versions.Remove(version);
        visit.Workspace.Agents.Keep(visit.Route("id"), agent);
        return Reply.Empty(204);
    }

    static JsonObject Find(Versioned agent, int version) => agent.At(version) ?? throw Refusal.NoVersion(version.ToString(CultureInfo.InvariantCulture));

    static (Versioned Llm, JsonObject Version)? LlmVersion(Workspace workspace, JsonObject agentVersion) =>
        Agents.LlmOf(agentVersion) is { } id && workspace.Llms.TryGet(id, out var llm)
        && llm.At(agentVersion["response_engine"]!["version"].Int() ?? 0) is { } version ? (llm, version) : null;

    static JsonObject Summary(JsonObject version)
    {
        var summary = new JsonObject();
        foreach (var name in (string[])["version", "is_published", "last_modification_timestamp", "base_version", "version_title", "version_description"])
            if (version[name] is { } value) summary[name] = value.DeepClone();
        return summary;
    }
}
