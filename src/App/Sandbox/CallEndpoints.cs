namespace Switchhook.App.Sandbox;

public static class Calls
{
    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Get("/v2/get-call/{id}", visit => Reply.Ok(visit.Workspace.Call(visit.Route("id")).Show(visit.Origin, visit.Service<UrlSeal>())));
        retell.Post("/v3/list-calls", List);
        retell.Post("/v2/stop-call/{id}", Stop);
        retell.Delete("/v2/delete-call/{id}", visit =>
        {
            visit.Workspace.Call(visit.Route("id"));
            visit.Workspace.Calls.Remove(visit.Route("id"));
            return Reply.Empty(204);
        });
    }

    static Reply List(RequestContext visit)
    {
        new Rules(visit.Body).Whole("limit").Whole("skip").Between("skip", 0, int.MaxValue).Text("sort_order").Text("pagination_key").Flag("include_total");
        if (visit.Body["skip"] is not null && visit.Body["pagination_key"] is not null) throw Refusal.Invalid("skip and pagination_key cannot be given together");
        var paging = Paging.Of(visit.Body["limit"].Int() ?? 50, visit.Body["sort_order"].Text(), visit.Body["pagination_key"].Text(), visit.Body["skip"].Int() ?? 0);
        var fits = CallFilter.Of(visit.Body["filter_criteria"]);
        var found = visit.Workspace.Calls.All.Where(call => visit.IsListed(call.Steps[0].Due) && fits(call.IsOver ? call.Call : call.After(call.Done, file => file))).ToList();
        var page = paging.Page(found,
            call => ((call.Call["start_timestamp"] ?? call.Call["end_timestamp"]).Long(), call.Id),
            call => call.Show(visit.Origin, visit.Service<UrlSeal>()).WithoutTranscript());
        if (visit.Body["include_total"].IsTrue()) page["total"] = found.Count;
        return Reply.Ok(page);
    }

    static Reply Stop(RequestContext visit)
    {
        var call = visit.Workspace.Call(visit.Route("id"));
        if (!call.IsOngoing) throw Refusal.Invalid("Call is not ongoing");
        call.Stop(visit.Now, visit.Service<SandboxSettings>().Paced(Simulation.AnalysisSeconds));
        visit.Workspace.Calls.Keep(call.Id, call);
        return Reply.Empty(204);
    }
}
