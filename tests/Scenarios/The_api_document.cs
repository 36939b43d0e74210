using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Scenarios;

public class The_api_document(AppFixture site)
{
    [Fact]
    public async Task describes_every_endpoint_and_no_other()
    {
        var described = (await DocumentAsync())
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject()
                    .Where(x => x.Name is "get" or "post" or "put" or "patch" or "delete")
                    .Select(x => $"{x.Name.ToUpperInvariant()} {path.Name}")
            );
        described.Order().ShouldBe(Endpoints().Order());
    }

    [Fact]
    public void is_of_everything_under_api_but_what_retell_calls() =>
        site.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(x => x.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true && !IsOurs(x))
            .Select(x => x.RoutePattern.RawText)
            .Order()
            .ShouldBe(["/api/retell/inbound", "/api/retell/webhook"]);

    [Fact]
    public async Task tells_of_each_operation_what_it_does_who_may_and_how_it_refuses()
    {
        var document = await DocumentAsync();
        foreach (var (name, operation) in Operations(document))
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(name);
            operation.GetProperty("operationId").GetString().ShouldNotBeNullOrEmpty(name);
            operation
                .GetProperty("security")
                .EnumerateArray()
                .SelectMany(x => x.EnumerateObject())
                .Select(x => x.Name)
                .ShouldBe(["api_key", "issuer_token", "site_cookie"], name);
            var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(x => x.Name, x => x.Value);
            responses.Keys.ShouldContain(x => x.StartsWith('2'), name);
            foreach (var status in (string[])["400", "401", "403", "429", "503"])
                responses.ShouldContainKey(status, name);
            foreach (var (status, refusal) in responses.Where(x => x.Key[0] is '4' or '5'))
                refusal
                    .GetProperty("content")
                    .GetProperty("application/problem+json")
                    .GetProperty("schema")
                    .GetProperty("$ref")
                    .GetString()
                    .ShouldBe("#/components/schemas/Problem", $"{name} {status}");
        }
        var schemes = document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(x => x.Name);
        schemes.ShouldBe(["api_key", "issuer_token", "site_cookie"]);
    }

    [Fact]
    public async Task shows_names_in_snake_case_only()
    {
        foreach (var schema in (await DocumentAsync()).GetProperty("components").GetProperty("schemas").EnumerateObject())
        foreach (var property in schema.Value.GetProperty("properties").EnumerateObject())
            property.Name.ShouldMatch("^[a-z]+(_[a-z]+)*$", schema.Name);
    }

    [Fact]
    public async Task gives_examples_that_are_accepted()
    {
        var document = await DocumentAsync();
        using var machine = await site.ApiClientAsync();
        var agent = (await machine.PostTextAsync("/api/agents", Example(document, "post", "/api/agents")))
            .ShouldBe(HttpStatusCode.Accepted)
            .Headers["Location"];
        await AppFixture.Eventually(
            async () => (await machine.GetAsync(agent)).Json.GetProperty("status").GetString() == "live",
            "the agent is live"
        );
        var change = new StringContent(Example(document, "patch", "/api/agents/{id}"), Encoding.UTF8, "application/json");
        (await machine.SendAsync(HttpMethod.Patch, agent, change, ("If-Match", "\"1\""))).ShouldBe(HttpStatusCode.Accepted);
        var backup = new StringContent(Example(document, "put", "/api/agents/{id}/backup-number"), Encoding.UTF8, "application/json");
        (await machine.SendAsync(HttpMethod.Put, agent + "/backup-number", backup)).Status.ShouldBeOneOf(
            HttpStatusCode.Accepted,
            HttpStatusCode.OK
        );
        (await machine.PostTextAsync(agent + "/pause", Example(document, "post", "/api/agents/{id}/pause"))).ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    [Fact]
    public async Task gives_an_example_of_a_connection_that_is_accepted()
    {
        using var machine = await site.ApiClientAsync();
        (await machine.PostTextAsync("/api/agents/connect", Example(await DocumentAsync(), "post", "/api/agents/connect"))).ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    [Fact]
    public async Task gives_an_example_for_every_body()
    {
        foreach (var (name, operation) in Operations(await DocumentAsync()))
            if (operation.TryGetProperty("requestBody", out var body))
                body.GetProperty("content")
                    .GetProperty("application/json")
                    .GetProperty("example")
                    .ValueKind.ShouldBe(JsonValueKind.Object, name);
    }

    async Task<JsonElement> DocumentAsync()
    {
        using var anybody = new ApiClient(site);
        return (await anybody.GetAsync("/openapi/v1.json")).ShouldBe(HttpStatusCode.OK).Json;
    }

    IEnumerable<string> Endpoints() =>
        site.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(IsOurs)
            .SelectMany(x =>
                x.Metadata.GetRequiredMetadata<HttpMethodMetadata>()
                    .HttpMethods.Select(method => $"{method} {x.RoutePattern.RawText!.Replace(":guid", "")}")
            );

    static bool IsOurs(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(x => x.Policy is ApiAccess.Read or ApiAccess.Write);

    static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject()
                    .Where(x => x.Value.ValueKind is JsonValueKind.Object && x.Value.TryGetProperty("responses", out _))
                    .Select(x => ($"{x.Name} {path.Name}", x.Value))
            );

    static string Example(JsonElement document, string method, string path) =>
        document
            .GetProperty("paths")
            .GetProperty(path)
            .GetProperty(method)
            .GetProperty("requestBody")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("example")
            .GetRawText();
}
