using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox.Control;

/// <summary>A workspace as a whole: what was made and paid in it, and what is set about it.</summary>
public static class WorkspaceControl
{
    public static void Map(IEndpointRouteBuilder control)
    {
        control.At("GET", "/ledger", request => Reply.Ok(Show(request.Workspace.Ledger)));
        control.At("GET", "/workspace", request => Reply.Ok(Show(request.Workspace)));
        control.At("PATCH", "/workspace", Update);
    }

    static Reply Update(RequestContext request)
    {
        request.Workspace.Profile = Changed(request.Workspace.Profile, request.Body);
        return Reply.Ok(Show(request.Workspace));
    }

    public static WorkspaceProfile Changed(WorkspaceProfile profile, JsonObject body)
    {
        new FieldRules(body)
            .Text("org_name")
            .Text("api_key_name")
            .Text("webhook_key")
            .Whole("concurrency_limit")
            .Between("concurrency_limit", 0, 10_000)
            .Flag("fallback_numbers");
        return new(
            body["org_name"].Text() ?? profile.OrgName,
            body.ContainsKey("api_key_name") ? body["api_key_name"].Text() : profile.ApiKeyName,
            body["webhook_key"].Text() ?? profile.WebhookKey,
            body.ContainsKey("concurrency_limit") ? body["concurrency_limit"].Int() : profile.ConcurrencyLimit,
            body["fallback_numbers"] is { } offered ? offered.IsTrue() : profile.FallbackNumbers
        );
    }

    static JsonObject Show(Workspace workspace) => Node(workspace.Profile).AsObject().With(new JsonObject { ["api_key"] = workspace.Key });

    static JsonObject Show(Ledger ledger) =>
        new()
        {
            ["entries"] = Node(ledger.Entries),
            ["held"] = Node(ledger.Held.OrderBy(entry => entry.Sequence)),
            ["totals"] = new JsonObject
            {
                ["purchases"] = ledger.Entries.Count(entry => entry.Action == "bought"),
                ["numbers"] = ledger.Held.Count(entry => entry.What == "number"),
                ["agents"] = ledger.Held.Count(entry => entry.What == "agent"),
                ["llms"] = ledger.Held.Count(entry => entry.What == "llm"),
                ["spent"] = ledger.Entries.Sum(entry => entry.Price),
                ["monthly_cost"] = ledger.Held.Sum(entry => entry.Price),
            },
        };

    static JsonNode Node<T>(T value) => JsonNode.Parse(SandboxJson.Bytes(value))!;
}
