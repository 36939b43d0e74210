using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox.Control;

/// <summary>
/// What somebody has who set an agent up in Retell's own dashboard: a key, a published agent, a number bound to it. Without a key it is a
/// workspace of its own.
/// </summary>
public static class PreparedWorkspace
{
    public static void Map(IEndpointRouteBuilder control) => control.At("POST", "/ready-made", Make, newKey: Ids.Key);

    static Reply Make(RequestContext request)
    {
        var body = request.Body;
        new FieldRules(body).Whole("area_code").Flag("published").Flag("bound");
        request.Workspace.Profile = WorkspaceControl.Changed(request.Workspace.Profile, body);
        var agent = Done(
            request,
            "POST /create-agent",
            new JsonObject
            {
                ["response_engine"] = body["response_engine"]?.DeepClone() ?? Engine(request),
                ["voice_id"] = body["voice_id"]?.DeepClone() ?? Voices.All[0].Id,
                ["agent_name"] = body["agent_name"]?.DeepClone() ?? "Made in the dashboard",
                ["webhook_url"] = body["webhook_url"]?.DeepClone(),
            }
        );
        var id = agent["agent_id"].Text()!;
        if (IsWanted(body["published"]))
            Done(request, "POST /publish-agent-version/{id}", new JsonObject { ["version"] = 0 }, ("id", id));
        var order = new JsonObject { ["nickname"] = body["agent_name"]?.DeepClone() ?? "Made in the dashboard" };
        if (body["area_code"] is { } area)
            order["area_code"] = area.DeepClone();
        if (IsWanted(body["bound"]))
            order["inbound_agents"] = new JsonArray(
                new JsonObject
                {
                    ["agent_id"] = id,
                    ["weight"] = 1,
                    ["agent_version"] = body["agent_version"]?.DeepClone() ?? "latest_published",
                }
            );
        var number = Done(request, "POST /create-phone-number", order);
        return Reply.Created(
            new JsonObject
            {
                ["api_key"] = request.Workspace.Key,
                ["webhook_key"] = request.Workspace.Profile.WebhookKey,
                ["org_name"] = request.Workspace.Profile.OrgName,
                ["agent_id"] = id,
                ["llm_id"] = AgentEndpoints.LlmOf(agent),
                ["phone_number"] = number["phone_number"].Text(),
                ["webhook_url"] = body["webhook_url"]?.DeepClone(),
            }
        );
    }

    static JsonObject Engine(RequestContext request) =>
        new()
        {
            ["type"] = "retell-llm",
            ["llm_id"] = Done(
                request,
                "POST /create-retell-llm",
                new JsonObject
                {
                    ["start_speaker"] = "agent",
                    ["general_prompt"] =
                        request.Body["general_prompt"]?.DeepClone() ?? "You answer the phone of a small business and take messages.",
                    ["begin_message"] = request.Body["begin_message"]?.DeepClone() ?? "Hello, how can I help you?",
                }
            )["llm_id"]
                .Text(),
        };

    static bool IsWanted(JsonNode? flag) => flag is null || flag.IsTrue();

    static JsonObject Done(RequestContext request, string operation, JsonObject body, params ReadOnlySpan<(string, string)> route)
    {
        var reply = request.Service<Operations>().Do(request.Workspace, RecordedRequest.Of(operation, body, request.Origin, route));
        var said = reply.Body.Length == 0 ? [] : JsonNode.Parse(reply.Body)!.AsObject();
        return reply.Status < 300 ? said : throw new Refusal(reply.Status, said["message"].Text() ?? "");
    }
}
