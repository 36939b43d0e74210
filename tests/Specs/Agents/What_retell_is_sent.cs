using System.Collections;
using System.Reflection;
using System.Text.Json;
using Shouldly;
using Switchhook.Agents.Retell;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Calls.Retell;
using Xunit;

namespace Switchhook.Specs.Agents;

public class What_retell_is_sent
{
    static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_000);

    [Fact]
    public void has_no_key_on_the_first_page_of_calls_and_the_key_on_the_next()
    {
        Text(new ListCalls(CallCriteria.EndedSince(Then, null), "ascending", 200, null))
            .ShouldBe(
                """{"filter_criteria":{"end_timestamp":{"type":"number","op":"ge","value":1764000000000}},"sort_order":"ascending","limit":200}"""
            );
        Text(new ListCalls(CallCriteria.EndedSince(Then, ["agent_1"]), "ascending", 200, "next"))
            .ShouldBe(
                """{"filter_criteria":{"agent":[{"agent_id":"agent_1"}],"end_timestamp":{"type":"number","op":"ge","value":1764000000000}},"sort_order":"ascending","limit":200,"pagination_key":"next"}"""
            );
    }

    [Fact]
    public void has_a_null_only_where_it_clears_something()
    {
        Text(new BindNumberWithFallback([], null)).ShouldBe("""{"inbound_agents":[],"fallback_number":null}""");
        Text(new SetFallbackNumber(null)).ShouldBe("""{"fallback_number":null}""");
        Text(new SetInboundWebhook(null)).ShouldBe("""{"inbound_webhook_url":null}""");
        Text(new ChangeWebhook(null, null, [])).ShouldBe("""{"webhook_url":null,"webhook_events":null,"post_call_analysis_data":[]}""");
        Text(new BindNumber([new("agent_1", 1, "latest_published"), new("agent_2", 0.5, "3")]))
            .ShouldBe(
                """{"inbound_agents":[{"agent_id":"agent_1","weight":1,"agent_version":"latest_published"},{"agent_id":"agent_2","weight":0.5,"agent_version":3}]}"""
            );
        Text(RetellAgentSearch.For(null)).ShouldBe("""{"filter_criteria":{"channel":{"type":"string","op":"eq","value":"voice"}}}""");
        Text(new ChangePrompt("Answer.", null)).ShouldBe("""{"general_prompt":"Answer."}""");
        Text(new PublishVersion(3)).ShouldBe("""{"version":3}""");
    }

    /// <summary>A dictionary's entries and a JSON node's members are written null or not: only declared members can be left out.</summary>
    [Fact]
    public void is_typed_to_its_last_member()
    {
        var requests = new[] { typeof(RetellAgent).Assembly, typeof(ListCalls).Assembly }
            .SelectMany(x => x.GetTypes())
            .Where(x => x is { IsInterface: false } && typeof(IRetellRequest).IsAssignableFrom(x))
            .ToList();
        requests.Count.ShouldBeGreaterThan(10);
        requests.SelectMany(x => Untyped(x, x.Name)).ShouldBeEmpty();
        Untyped(typeof(Loose), "Loose").Count().ShouldBe(3);
    }

    static IEnumerable<string> Untyped(Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsPrimitive || type == typeof(string) || type == typeof(decimal))
            return [];
        // What others asked of their agent's calls is passed on as it came, and a prompt's variables have names of their own.
        if (type == typeof(JsonElement) || type == typeof(IReadOnlyDictionary<string, string>))
            return [];
        if (
            type == typeof(object)
            || typeof(IDictionary).IsAssignableFrom(type)
            || type.Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true
        )
            return [path];
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
            return Untyped(type.GetGenericArguments()[^1], path + "[]");
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(x => x.GetCustomAttribute<System.Text.Json.Serialization.JsonExtensionDataAttribute>() is null)
            .SelectMany(x => Untyped(x.PropertyType, $"{path}.{x.Name}"));
    }

    static string Text(IRetellRequest request) => JsonSerializer.Serialize(request, request.GetType(), RetellRequest.Options);

    sealed record Loose(object Any, Dictionary<string, object?> Map, System.Text.Json.Nodes.JsonObject? Node, string Fine) : IRetellRequest;
}
