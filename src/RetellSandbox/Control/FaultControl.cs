using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Switchhook.RetellSandbox.FaultInjection;

namespace Switchhook.RetellSandbox.Control;

/// <summary>Sets faults, tells when one has struck, lets go what it holds.</summary>
public static partial class FaultControl
{
    const int LongestWait = 60_000;
    static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder control)
    {
        control.At("POST", "/faults", Set);
        control.At(
            "GET",
            "/faults",
            request =>
                Reply.Ok(
                    new JsonObject
                    {
                        ["items"] = new JsonArray([.. request.Workspace.Faults.All.Select(fault => Show(request.Workspace, fault))]),
                    }
                )
        );
        control.At("DELETE", "/faults", request => Clear(request, request.Workspace.Faults.All));
        control.At("GET", "/faults/{id}", request => Reply.Ok(Show(request.Workspace, Fault(request))));
        control.At("DELETE", "/faults/{id}", request => Clear(request, [Fault(request)]));
        control.At("GET", "/faults/{id}/arrival", Arrival);
        control.At("POST", "/faults/{id}/release", Release);
    }

    static Reply Set(RequestContext request)
    {
        var body = request.Body;
        new FieldRules(body)
            .Required("match")
            .Text("match")
            .Text("contains")
            .Required("fault")
            .OneOf("fault", [.. FailureModes.All.Keys])
            .Whole("nth")
            .Between("nth", 1, int.MaxValue)
            .Whole("times")
            .Between("times", 0, int.MaxValue)
            .Whole("ms")
            .Between("ms", 0, 86_400_000)
            .OneOf("refusal", [.. RefusalCatalog.All.Keys])
            .Whole("status")
            .Between("status", 400, 599)
            .Text("message")
            .Flag("error_message")
            .Whole("retry_after")
            .Between("retry_after", 0, 86_400);
        var way = body["fault"].Text()!;
        if (!Pattern().IsMatch(body["match"].Text()!))
            throw FieldRules.Broken("match", "must be a method and a path, such as POST /create-agent");
        if (way == FailureModes.Refuse && body["refusal"] is null && body["status"] is null)
            throw FieldRules.Broken("refusal", "or status is needed to refuse");
        if (way == FailureModes.ListLag)
            new FieldRules(body).Required("ms");
        var said = RefusalCatalog.All[way == FailureModes.RateLimited ? "rate-limited" : body["refusal"].Text() ?? "fault"];
        var fault = new Fault
        {
            FaultId = Ids.Fault(),
            Position = request.Workspace.Faults.Next,
            Match = body["match"].Text()!,
            Contains = body["contains"].Text(),
            Way = way,
            Nth = body["nth"].Int() ?? 1,
            Times = body["times"].Int() ?? (way == FailureModes.ListLag ? 0 : 1),
            Ms = body["ms"].Int(),
            Status = body["status"].Int() ?? said.Status,
            Message = body["message"].Text() ?? said.Message,
            IsErrorMessage =
                body["error_message"].IsTrue() || body["refusal"].Text() is { } name && RefusalCatalog.ErrorMessages.Contains(name),
            RetryAfter = body["retry_after"].Int() ?? (way == FailureModes.RateLimited ? 1 : null),
        };
        request.Workspace.Faults.Set(fault);
        return Reply.Created(Show(request.Workspace, fault));
    }

    static Reply Clear(RequestContext request, IEnumerable<Fault> faults)
    {
        foreach (var fault in faults.ToList())
        {
            LateEffects.Forget(request.Workspace, fault);
            request.Workspace.Faults.Remove(fault);
        }

        return Reply.Empty(204);
    }

    /// <summary>Answers as soon as the fault has struck more often than "after" (0).</summary>
    static async Task<Reply> Arrival(RequestContext request)
    {
        var (after, patience) = (Whole(request, "after", 0), Math.Min(Whole(request, "wait_ms", 10_000), LongestWait));
        using var over = new CancellationTokenSource(TimeSpan.FromMilliseconds(patience), request.Service<TimeProvider>());
        while (true)
        {
            Task changed;
            lock (request.Workspace.Gate)
            {
                var fault = Fault(request);
                if (fault.Struck > after)
                    return Reply.Ok(Show(request.Workspace, fault));
                changed = fault.Changed;
            }

            await changed.WaitAsync(over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
                throw new Refusal(408, $"Nothing has arrived within {patience} ms.");
        }
    }

    /// <summary>Answers once everything let go has been done and answered.</summary>
    static async Task<Reply> Release(RequestContext request)
    {
        List<HeldRequest> holds;
        int late;
        lock (request.Workspace.Gate)
        {
            var fault = Fault(request);
            holds = [.. fault.Holds];
            late = request.Service<LateEffects>().Release(request.Workspace, fault);
        }

        holds.ForEach(hold => hold.Release());
        await Task.WhenAll(holds.Select(hold => hold.Finished)).WaitAsync(ToFinish, request.Service<TimeProvider>());
        return Reply.Ok(new JsonObject { ["released"] = holds.Count + late });
    }

    static Fault Fault(RequestContext request) => request.Workspace.Faults.Of(request.Route("id"));

    static JsonObject Show(Workspace workspace, Fault fault)
    {
        var shown = JsonNode.Parse(SandboxJson.Bytes(fault))!.AsObject().Without("position");
        shown["held"] = fault.Holds.Count;
        shown["late"] = workspace.Late.All.Count(late => late.FaultId == fault.FaultId);
        return shown;
    }

    static int Whole(RequestContext request, string name, int otherwise) =>
        request.Query(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refusal.Invalid($"{name} must be a whole number");

    [GeneratedRegex(@"^(\*|[A-Z]+) [/*]\S*$")]
    private static partial Regex Pattern();
}
