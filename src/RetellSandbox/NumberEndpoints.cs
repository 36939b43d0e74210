using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Switchhook.RetellSandbox;

public static partial class NumberEndpoints
{
    static readonly string[] Lists = ["inbound_agents", "outbound_agents", "inbound_sms_agents", "outbound_sms_agents"];

    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Post("/create-phone-number", Create);
        retell.Get("/get-phone-number/{number}", request => Reply.Ok(request.Workspace.Number(request.Route("number"))));
        retell.Patch("/update-phone-number/{number}", Update);
        retell.Delete("/delete-phone-number/{number}", Remove);
        retell.Get(
            "/v2/list-phone-numbers",
            request =>
                Reply.Ok(
                    Paging
                        .Of(request)
                        .Page(
                            request.Workspace.Numbers.All.Where(number => request.IsListed(number["phone_number"].Text()!)),
                            number => (number["last_modification_timestamp"].Long(), number["phone_number"].Text()!),
                            SandboxJson.Copy
                        )
                )
        );
    }

    static Reply Create(RequestContext request)
    {
        Check(request);
        new FieldRules(request.Body).OneOf("country_code", "US", "CA").OneOf("number_provider", "twilio", "telnyx").Flag("toll_free");
        var bought = Buy(request);
        var number = request
            .Body.Copy()
            .Without("number_provider", "country_code", "toll_free", "transport")
            .With(
                new JsonObject
                {
                    ["phone_number"] = bought,
                    ["phone_number_type"] = request.Body["number_provider"].Text() == "telnyx" ? "retell-telnyx" : "retell-twilio",
                    ["phone_number_pretty"] = $"+1 ({bought[2..5]}) {bought[5..8]}-{bought[8..]}",
                    ["area_code"] = int.Parse(bought[2..5], CultureInfo.InvariantCulture),
                    ["last_modification_timestamp"] = request.Now,
                }
            );
        request.Workspace.Numbers.Keep(bought, number);
        request.Workspace.Ledger.RecordCreated("number", bought, number, request.Now);
        AttachToAgent(request.Workspace, number);
        return Reply.Created(number);
    }

    static Reply Update(RequestContext request)
    {
        var id = request.Route("number");
        var number = request.Workspace.Number(id);
        Check(request, id);
        var changed = number
            .Copy()
            .With(request.Body.Copy().Without("area_code", "phone_number_type", "phone_number_pretty"))
            .With(new JsonObject { ["phone_number"] = id, ["last_modification_timestamp"] = request.Now });
        request.Workspace.Numbers.Keep(id, changed);
        AttachToAgent(request.Workspace, number);
        AttachToAgent(request.Workspace, changed);
        return Reply.Ok(changed);
    }

    static Reply Remove(RequestContext request)
    {
        request.Workspace.Number(request.Route("number"));
        request.Workspace.Numbers.Remove(request.Route("number"));
        request.Workspace.Ledger.RecordDeleted(request.Route("number"), request.Now);
        request.Service<Workspaces>().Release(request.Route("number"));
        return Reply.Empty(204);
    }

    /// <summary>An agent that once had a number is reached by that number only, bound or not.</summary>
    static void AttachToAgent(Workspace workspace, JsonObject number)
    {
        foreach (var bound in number["inbound_agents"] as JsonArray ?? [])
        {
            var id = bound!["agent_id"].Text()!;
            if (!workspace.Agents.TryGet(id, out var agent))
                continue;
            agent.Line = number["phone_number"].Text();
            workspace.Agents.Keep(id, agent);
        }
    }

    static void Check(RequestContext request, string? id = null)
    {
        new FieldRules(request.Body)
            .Text("nickname")
            .WebAddress("inbound_webhook_url")
            .WebAddress("inbound_sms_webhook_url")
            .OneOf("transport", "TLS", "TCP", "UDP");
        foreach (var list in Lists)
            new FieldRules(request.Body).Each(list, bound => Bound(request.Workspace, list, bound));
        foreach (var list in Lists)
            if (
                request.Body[list] is JsonArray { Count: > 0 } agents
                && Math.Abs(agents.Sum(bound => bound!["weight"].Number()!.Value) - 1) > 0.0001
            )
                throw Refusal.Invalid("Total weights must add up to 1");
        if (request.Body.ContainsKey("fallback_number") && !request.Workspace.Profile.FallbackNumbers)
            throw Refusal.Invalid("Fallback number is not available on your plan");
        Fallback(request.Workspace, request.Body["fallback_number"], id);
    }

    static void Fallback(Workspace workspace, JsonNode? fallback, string? id)
    {
        if (fallback is null)
            return;
        if (fallback.Text() is not { } other || !E164().IsMatch(other))
            throw FieldRules.Broken("fallback_number", "must be a number in E.164 format");
        if (other == id)
            throw Refusal.Invalid("Fallback number cannot be the same as this phone number");
        if (workspace.Numbers.TryGet(other, out var next) && next["fallback_number"] is not null)
            throw Refusal.Invalid("Fallback number cannot be a number that has its own fallback configured");
    }

    static void Bound(Workspace workspace, string list, JsonNode? bound)
    {
        if ((bound as JsonObject)?["agent_id"].Text() is not { } id)
            throw FieldRules.Broken(list, "must have required property 'agent_id'");
        if (bound["weight"].Number() is not (> 0 and <= 1))
            throw FieldRules.Broken(list, "must have a weight above 0 and at most 1");
        var agent = workspace.Agent(id);
        // "latest_published" may be bound before anything is published; it means whatever will be.
        if (bound["agent_version"]?.ToString() is { } version and not "latest_published" && agent.Resolve(version) is null)
            throw Refusal.Unknown("agent version");
    }

    static string Buy(RequestContext request)
    {
        var numbers = request.Service<Workspaces>();
        if (request.Body["phone_number"] is { } wanted)
            return wanted.Text() is { } number && NorthAmerican().IsMatch(number) && numbers.Reserve(number)
                ? number
                : throw Refusal.Invalid("Phone number is not available for purchase.");

        foreach (var area in AreaCodes.Offered(request.Body))
        foreach (var line in AreaCodes.Lines())
            if (numbers.Reserve($"+1{area}555{line:0000}"))
                return $"+1{area}555{line:0000}";
        throw Refusal.Invalid(
            request.Body["area_code"] is { } code
                ? $"No phone numbers of area code {code} available, please try another area code."
                : "No phone numbers available, please try again later."
        );
    }

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$")]
    private static partial Regex E164();

    [GeneratedRegex(@"^\+1[2-9]\d{2}[2-9]\d{6}$")]
    private static partial Regex NorthAmerican();
}
