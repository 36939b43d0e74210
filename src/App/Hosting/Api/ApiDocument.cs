using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Switchhook.Contracts;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Switchhook.App.Hosting.Api;

/// <summary>The OpenAPI document at /openapi/v1.json, written from the endpoints themselves.</summary>
public static class ApiDocument
{
    const string Key = "api_key",
        Token = "issuer_token",
        Cookie = "site_cookie";

    static readonly (string Status, string Words)[] Always =
    [
        ("400", "The request cannot be understood: no JSON, unknown members, values of the wrong type, a bad header."),
        ("401", "No key or token came, or one that does not open."),
        ("403", "The key may only read, or the token belongs to no account."),
        ("429", "Too many wrong keys, or too soon: see Retry-After."),
        ("503", "The database, Retell or the token's issuer does not answer: see Retry-After."),
    ];

    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = endpoint => AccessOf(endpoint.ActionDescriptor.EndpointMetadata) is not null;
                options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("View", "");
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        Introduce(document);
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
                        Complete(operation, context.Document!, context.Description.HttpMethod!);
                        if (
                            metadata.OfType<RequestExample>().FirstOrDefault() is { } example
                            && operation.RequestBody?.Content is { } content
                        )
                            foreach (var body in content.Values)
                                body.Example = JsonSerializer.SerializeToNode(example.Body, json);
                        return Task.CompletedTask;
                    }
                );
            }
        );

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi().AllowAnonymous();

    static string? AccessOf(IEnumerable<object> metadata) =>
        metadata.OfType<IAuthorizeData>().Select(x => x.Policy).LastOrDefault(x => x is ApiAccess.Read or ApiAccess.Write);

    static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Switchhook",
            Version = "v1",
            Description =
                "Your agent, for programs: create it, follow its set-up, change, pause and delete it. Answers that are no success "
                + "are problem details (RFC 9457), whose `type` says which kind.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas = new Dictionary<string, IOpenApiSchema>(
            (document.Components.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Where(x => x.Key != "ProblemDetails")
        )
        {
            [nameof(Problem)] = Problem,
        };
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "swh_…",
                Description = "A personal key, made on the account page. It may read, or read and write.",
            },
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A token of the OpenID Connect issuer that the operator configured.",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "__Host-switchhook",
                Description = "The site's own sign-in. What changes something also needs the header RequestVerificationToken.",
            },
        };
    }

    static void Complete(OpenApiOperation operation, OpenApiDocument document, string method)
    {
        operation.Security =
        [
            .. ((string[])[Key, Token, Cookie]).Select(name => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(name, document)] = [],
            }),
        ];
        operation.Responses ??= [];
        foreach (var (status, words) in Always)
            operation.Responses.TryAdd(status, new OpenApiResponse { Description = words });
        foreach (var (_, response) in operation.Responses.Where(x => x.Key[0] is '4' or '5'))
            ((OpenApiResponse)response).Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) },
            };
        if (method is "PATCH")
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = "If-Match",
                    In = ParameterLocation.Header,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Description = "The ETag as you read it, such as \"3\"; * for whatever it is now.",
                }
            );
        if (method is "POST")
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = IdempotencyMiddleware.Header,
                    In = ParameterLocation.Header,
                    Required = false,
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        MinLength = 1,
                        MaxLength = 255,
                    },
                    Description =
                        "Choose one for each thing you want done. Repeated within 24 hours, the request is answered as it was the "
                        + "first time and nothing is done twice.",
                }
            );
    }

    static readonly OpenApiSchema Problem = new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "One of the kinds in docs/api.md, such as /problems/invalid-fields.",
            },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A sentence for the person." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong, by the field's name.",
                AdditionalProperties = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
        },
    };
}
