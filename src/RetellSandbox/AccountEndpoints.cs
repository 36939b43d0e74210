using System.Text.Json.Nodes;
using Switchhook.RetellSandbox.Contract;

namespace Switchhook.RetellSandbox;

public static class AccountEndpoints
{
    const int Slots = 20;

    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Get(
            "/get-api-key-info",
            request =>
                Reply.Ok(
                    new JsonObject
                    {
                        ["api_key_name"] = request.Workspace.Profile.ApiKeyName,
                        ["org_name"] = request.Workspace.Profile.OrgName,
                    }
                )
        );
        retell.Get("/get-concurrency", Concurrency);
        foreach (var ended in RetellContract.Known.Ended)
            retell.MapMethods(
                ended.Path,
                [ended.Method],
                http => Reply.Error(404, $"This endpoint ended on {ended.Since}. Use {ended.Instead} instead.").Write(http.Response)
            );
        retell.Map("/{**path}", async http => await Reply.Error(404, "The requested resource was not found.").Write(http.Response));
    }

    static Reply Concurrency(RequestContext request) =>
        Reply.Ok(
            new JsonObject
            {
                ["current_concurrency"] = request.Workspace.Ongoing,
                ["concurrency_limit"] = request.Workspace.Profile.ConcurrencyLimit ?? Slots,
                ["base_concurrency"] = request.Workspace.Profile.ConcurrencyLimit ?? Slots,
                ["purchased_concurrency"] = 0,
                ["concurrency_purchase_limit"] = 100,
                ["remaining_purchase_limit"] = 100,
                ["reserved_inbound_concurrency"] = 0,
                ["concurrency_burst_enabled"] = false,
                ["concurrency_burst_limit"] = 0,
            }
        );
}
