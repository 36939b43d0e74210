using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Switchhook.App.Sandbox;

public static partial class Numbers
{
    static readonly string[] Lists = ["inbound_agents", "outbound_agents", "inbound_sms_agents", "outbound_sms_agents"];

    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Post("/create-phone-number", Create);
        retell.Get("/get-phone-number/{number}", visit => Reply.Ok(visit.Workspace.Number(visit.Route("number"))));
        retell.Patch("/update-phone-number/{number}", Update);
        retell.Delete("/delete-phone-number/{number}", Remove);
        retell.Get("/v2/list-phone-numbers", visit => Reply.Ok(Paging.Of(visit).Page(
            visit.Workspace.Numbers.All.Where(number => visit.IsListed(number["phone_number"].Text()!)),
            number => (number["last_modification_timestamp"].Long(), number["phone_number"].Text()!),
            Json.Copy)));
    }

    static Reply Create(RequestContext visit)
    {
        Check(visit);
        new Rules(visit.Body).OneOf("country_code", "US", "CA").OneOf("number_provider", "twilio", "telnyx").Flag("toll_free");
        var bought = Buy(visit);
        var number = visit.Body.Copy().Without("number_provider", "country_code", "toll_free", "transport").With(new JsonObject
        {
            ["phone_number"] = bought,
            ["phone_number_type"] = visit.Body["number_provider"].Text() == "telnyx" ? "retell-telnyx" : "retell-twilio",
            ["phone_number_pretty"] = $"+1 ({bought[2..5]}) {bought[5..8]}-{bought[8..]}",
            ["area_code"] = int.Parse(bought[2..5], CultureInfo.InvariantCulture),
            ["last_modification_timestamp"] = visit.Now,
        });
        visit.Workspace.Numbers.Keep(bought, number);
        visit.Workspace.Ledger.Came("number", bought, number, visit.Now);
        Lead(visit.Workspace, number);
        return Reply.Created(number);
    }

    static Reply Update(RequestContext visit)
    {
        var id = visit.Route("number");
        var number = visit.Workspace.Number(id);
        Check(visit, id);
        var changed = number.Copy().With(visit.Body.Copy().Without("area_code", "phone_number_type", "phone_number_pretty"))
            .With(new JsonObject { ["phone_number"] = id, ["last_modification_timestamp"] = visit.Now });
        visit.Workspace.Numbers.Keep(id, changed);
        Lead(visit.Workspace, number);
        Lead(visit.Workspace, changed);
        return Reply.Ok(changed);
    }

    static Reply Remove(RequestContext visit)
    {
        visit.Workspace.Number(visit.Route("number"));
        visit.Workspace.Numbers.Remove(visit.Route("number"));
        visit.Workspace.Ledger.Went(visit.Route("number"), visit.Now);
        visit.Service<Workspaces>().Release(visit.Route("number"));
        return Reply.Empty(204);
    }

    /// <summary>An agent that once had a number is reached by that number only, bound or not.</summary>
    static void Lead(Workspace workspace, JsonObject number)
    {
        foreach (var bound in number["inbound_agents"] as JsonArray ?? [])
        {
            var id = bound!["agent_id"].Text()!;
            if (!workspace.Agents.TryGet(id, out var agent)) continue;
            agent.Line = number["phone_number"].Text();
            workspace.Agents.Keep(id, agent);
        }
    }

    static void Check(RequestContext visit, string? id = null)
    {
        new Rules(visit.Body).Text("nickname").WebAddress("inbound_webhook_url").WebAddress("inbound_sms_webhook_url").OneOf("transport", "TLS", "TCP", "UDP");
        foreach (var list in Lists) new Rules(visit.Body).Each(list, bound => Bound(visit.Workspace, list, bound));
        foreach (var list in Lists)
            if (visit.Body[list] is JsonArray { Count: > 0 } agents && Math.Abs(agents.Sum(bound => bound!["weight"].Number()!.Value) - 1) > 0.0001)
                throw Refusal.Invalid("Total weights must add up to 1");
        if (visit.Body.ContainsKey("fallback_number") && !visit.Workspace.Profile.FallbackNumbers)
            throw Refusal.Invalid("Fallback number is not available on your plan");
        Fallback(visit.Workspace, visit.Body["fallback_number"], id);
    }

    static void Fallback(Workspace workspace, JsonNode? fallback, string? id)
    {
        if (fallback is null) return;
        if (fallback.Text() is not { } other || !E164().IsMatch(other)) throw Rules.Broken("fallback_number", "must be a number in E.164 format");
        if (other == id) throw Refusal.Invalid("Fallback number cannot be the same as this phone number");
        if (workspace.Numbers.TryGet(other, out var next) && next["fallback_number"] is not null)
            throw Refusal.Invalid("Fallback number cannot be a number that has its own fallback configured");
    }

    static void Bound(Workspace workspace, string list, JsonNode? bound)
    {
        if ((bound as JsonObject)?["agent_id"].Text() is not { } id) throw Rules.Broken(list, "must have required property 'agent_id'");
        if (bound["weight"].Number() is not (> 0 and <= 1)) throw Rules.Broken(list, "must have a weight above 0 and at most 1");
        var agent = workspace.Agent(id);
        // "latest_published" may be bound before anything is published; it means whatever will be.
        if (bound["agent_version"]?.ToString() is { } version and not "latest_published" && agent.Resolve(version) is null) throw Refusal.Unknown("agent version");
    }

    static string Buy(RequestContext visit)
    {
        var numbers = visit.Service<Workspaces>();
        if (visit.Body["phone_number"] is { } wanted)
            return wanted.Text() is { } number && NorthAmerican().IsMatch(number) && numbers.Reserve(number)
                ? number : throw Refusal.Invalid("Phone number is not available for purchase.");

        foreach (var area in AreaCodes.Offered(visit.Body))
            foreach (var line in AreaCodes.Lines())
                if (numbers.Reserve($"+1{area}555{line:0000}")) return $"+1{area}555{line:0000}";
        throw Refusal.Invalid(visit.Body["area_code"] is { } code
            ? $"No phone numbers of area code {code} available, please try another area code."
            : "No phone numbers available, please try again later.");
    }

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$")]
    private static partial Regex E164();

    [GeneratedRegex(@"^\+1[2-9]\d{2}[2-9]\d{6}$")]
    private static partial Regex NorthAmerican();
}
