namespace Switchhook.RetellSandbox;

public static class CallEndpoints
{
    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Get(
            "/v2/get-call/{id}",
            request => Reply.Ok(request.Workspace.Call(request.Route("id")).Show(request.Origin, request.Service<UrlSigner>()))
        );
        retell.Post("/v3/list-calls", List);
        retell.Post("/v2/stop-call/{id}", Stop);
        retell.Delete(
            "/v2/delete-call/{id}",
            request =>
            {
                request.Workspace.Call(request.Route("id"));
                request.Workspace.Calls.Remove(request.Route("id"));
                return Reply.Empty(204);
            }
        );
    }

    static Reply List(RequestContext request)
    {
        new FieldRules(request.Body)
            .Whole("limit")
            .Whole("skip")
            .Between("skip", 0, int.MaxValue)
            .Text("sort_order")
            .Text("pagination_key")
            .Flag("include_total");
        if (request.Body["skip"] is not null && request.Body["pagination_key"] is not null)
            throw Refusal.Invalid("skip and pagination_key cannot be given together");
        var paging = Paging.Of(
            request.Body["limit"].Int() ?? 50,
            request.Body["sort_order"].Text(),
            request.Body["pagination_key"].Text(),
            request.Body["skip"].Int() ?? 0
        );
        var fits = CallFilter.Of(request.Body["filter_criteria"]);
        var found = request
            .Workspace.Calls.All.Where(call =>
                request.IsListed(call.Steps[0].Due) && fits(call.IsOver ? call.Call : call.After(call.Done, file => file))
            )
            .ToList();
        var page = paging.Page(
            found,
            call => ((call.Call["start_timestamp"] ?? call.Call["end_timestamp"]).Long(), call.Id),
            call => call.Show(request.Origin, request.Service<UrlSigner>()).WithoutTranscript()
        );
        if (request.Body["include_total"].IsTrue())
            page["total"] = found.Count;
        return Reply.Ok(page);
    }

    static Reply Stop(RequestContext request)
    {
        var call = request.Workspace.Call(request.Route("id"));
        if (!call.IsOngoing)
            throw Refusal.Invalid("Call is not ongoing");
        call.Stop(request.Now, request.Service<SandboxSettings>().Paced(CallComposer.AnalysisSeconds));
        request.Workspace.Calls.Keep(call.Id, call);
        return Reply.Empty(204);
    }
}
