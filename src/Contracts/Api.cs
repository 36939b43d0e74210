namespace Switchhook.Contracts;

/// <summary>What a caller of the HTTP API must be allowed to do: the names of the policies that its endpoints ask for.</summary>
public static class ApiAccess
{
    public const string Read = "api-read",
        Write = "api-write";
}

/// <summary>
/// The id of what this request makes, found among its features. Ids come from the edge: a repeated Idempotency-Key brings the same one
/// again, so that twice is once.
/// </summary>
public record NewResourceId(Guid Id);

/// <summary>Metadata of an endpoint: a body that it takes, shown in the OpenAPI document.</summary>
public record RequestExample(object Body);
