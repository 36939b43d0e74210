using Switchhook.RetellSandbox.FaultInjection;

namespace Switchhook.RetellSandbox;

/// <summary>How every endpoint of the sandbox is reached: a key opens a workspace, a refusal becomes Retell's error body.</summary>
public static class EndpointRouting
{
    public static void Get(this IEndpointRouteBuilder retell, string path, Func<RequestContext, Reply> answer) =>
        retell.Answer("GET", path, answer);

    public static void Post(this IEndpointRouteBuilder retell, string path, Func<RequestContext, Reply> answer) =>
        retell.Answer("POST", path, answer);

    public static void Patch(this IEndpointRouteBuilder retell, string path, Func<RequestContext, Reply> answer) =>
        retell.Answer("PATCH", path, answer);

    public static void Delete(this IEndpointRouteBuilder retell, string path, Func<RequestContext, Reply> answer) =>
        retell.Answer("DELETE", path, answer);

    public static string Origin(this HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";

    /// <summary>An endpoint of the sandbox's own: no fault befalls it, and it takes the workspace's gate itself.</summary>
    /// <param name="otherwise">The key of who brings none.</param>
    public static async Task Answer(this HttpContext http, Func<RequestContext, Task<Reply>> answer, string? otherwise = null)
    {
        Reply reply;
        try
        {
            var workspace = http.Workspace(otherwise);
            reply = await answer(
                new RequestContext(await RecordedRequest.Read(http, http.Request.Method), workspace, http.RequestServices)
            );
        }
        catch (Refusal refusal)
        {
            reply = Reply.Error(refusal);
        }

        await reply.Write(http.Response);
    }

    static Workspace Workspace(this HttpContext http, string? otherwise = null) =>
        (http.Key() ?? otherwise) is { } key and not "nope"
            ? http.RequestServices.GetRequiredService<Workspaces>().Of(key)
            : throw new Refusal(401, "API key is missing or invalid.");

    static string? Key(this HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header[7..].Trim() is { Length: > 0 } key ? key : null;
    }

    static void Answer(this IEndpointRouteBuilder retell, string method, string path, Func<RequestContext, Reply> answer)
    {
        var operation = $"{method} {path}";
        retell.ServiceProvider.GetRequiredService<Operations>().Add(operation, answer);
        retell.MapMethods(path, [method], http => Take(http, operation));
    }

    static async Task Take(HttpContext http, string operation)
    {
        Workspace workspace;
        RecordedRequest recorded;
        try
        {
            (workspace, recorded) = (http.Workspace(), await RecordedRequest.Read(http, operation));
            recorded.Check();
        }
        catch (Refusal refusal)
        {
            await Reply.Error(refusal).Write(http.Response);
            return;
        }

        FaultMatch strike;
        lock (workspace.Gate)
            strike = workspace.Faults.Strike(recorded);
        if (strike.Fault is { } fault)
            await new FaultExecution(http, workspace, recorded, fault, strike.Lag).ExecuteAsync();
        else
            await http.RequestServices.GetRequiredService<Operations>().Do(workspace, recorded, strike.Lag).Write(http.Response);
    }
}
