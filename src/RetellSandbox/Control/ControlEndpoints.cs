using System.Net;

namespace Switchhook.RetellSandbox.Control;

/// <summary>Not Retell's: where a test tells the sandbox to fail, and reads what was made and paid. Only this machine gets here.</summary>
public static class ControlEndpoints
{
    public static void Map(IEndpointRouteBuilder control)
    {
        FaultControl.Map(control);
        WorkspaceControl.Map(control);
        PreparedWorkspace.Map(control);
    }

    public static void At(
        this IEndpointRouteBuilder control,
        string method,
        string path,
        Func<RequestContext, Reply> answer,
        Func<string>? newKey = null
    ) =>
        control.At(
            method,
            path,
            request =>
            {
                lock (request.Workspace.Gate)
                    return Task.FromResult(answer(request));
            },
            newKey
        );

    public static void At(
        this IEndpointRouteBuilder control,
        string method,
        string path,
        Func<RequestContext, Task<Reply>> answer,
        Func<string>? newKey = null
    ) =>
        control.MapMethods(
            path,
            [method],
            http =>
                http.IsNear()
                    ? http.Answer(answer, newKey?.Invoke())
                    : Reply.Error(404, "The requested resource was not found.").Write(http.Response)
        );

    // A proxy on this machine connects from here too, for somebody who may be anywhere.
    static bool IsNear(this HttpContext http) =>
        http.Connection.RemoteIpAddress is not { } from
        || IPAddress.IsLoopback(from) && !http.Request.Headers.ContainsKey("X-Forwarded-For");
}
