using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting.Api;

/// <summary>
/// Whatever goes wrong under /api is answered as RFC 9457 wants it: a stable type, a sentence, and the fields that it is about.
/// </summary>
public static class ApiProblems
{
    public static void AddApiProblems(this IServiceCollection services) =>
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
            {
                if (!ApiSetup.IsAsked(context.HttpContext))
                    return;
                var problem = context.ProblemDetails;
                if (problem.Type?.StartsWith('/') == true)
                    return;
                (problem.Type, problem.Detail) = Of(problem.Status, problem.Detail);
            }
        );

    static (string, string?) Of(int? status, string? detail) =>
        status switch
        {
            StatusCodes.Status404NotFound => (ProblemTypes.NotFound, detail ?? "There is nothing here, or nothing of yours."),
            StatusCodes.Status405MethodNotAllowed => (
                ProblemTypes.MethodNotAllowed,
                detail ?? "This address takes other methods: see the Allow header."
            ),
            StatusCodes.Status413PayloadTooLarge => (ProblemTypes.TooLarge, detail),
            StatusCodes.Status415UnsupportedMediaType => (ProblemTypes.MediaType, detail ?? "Send the body as application/json."),
            StatusCodes.Status503ServiceUnavailable => (ProblemTypes.Unavailable, detail),
            >= 500 => (
                ProblemTypes.Fault,
                detail ?? "This is a fault of ours. Send the request again; if it stays, tell the operator when it happened."
            ),
            _ => (ProblemTypes.Malformed, detail ?? "The request could not be read."),
        };

    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception broken) when (!http.Response.HasStarted && Answer(http, broken) is { } answer)
        {
            http.Response.Clear();
            if (broken is RetryLater soon)
                Wait(http, soon.Next - http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
            else if (IsDatabaseUnavailable(broken))
                Wait(http, TimeSpan.FromSeconds(5));
            await answer.ExecuteAsync(http);
        }
    }

    static ProblemHttpResult? Answer(HttpContext http, Exception broken) =>
        broken switch
        {
            MalformedRequest unreadable => Problem(
                StatusCodes.Status400BadRequest,
                ProblemTypes.Malformed,
                unreadable.Message,
                unreadable.Errors
            ),
            InvalidFields invalid => Problem(
                StatusCodes.Status422UnprocessableEntity,
                ProblemTypes.InvalidFields,
                invalid.Message,
                invalid.Errors
            ),
            RetryLater soon => Problem(StatusCodes.Status429TooManyRequests, ProblemTypes.TooSoon, soon.Message),
            Refused refused => Problem(StatusCodes.Status422UnprocessableEntity, ProblemTypes.Refused, refused.Message),
            BadHttpRequestException bad => Problem(bad.StatusCode, null, null),
            _ when IsDatabaseUnavailable(broken) && !http.RequestAborted.IsCancellationRequested => Problem(
                StatusCodes.Status503ServiceUnavailable,
                ProblemTypes.Unavailable,
                "The database does not answer. Send the request again in a moment."
            ),
            _ => null,
        };

    static bool IsDatabaseUnavailable(Exception? broken) =>
        broken is NpgsqlException { IsTransient: true } or TimeoutException
        || (broken?.InnerException is { } inner && IsDatabaseUnavailable(inner));

    static ProblemHttpResult Problem(int status, string? type, string? sentence, IReadOnlyDictionary<string, string[]>? errors = null) =>
        TypedResults.Problem(
            sentence,
            statusCode: status,
            type: type,
            extensions: errors is { Count: > 0 } ? [new("errors", errors)] : null
        );

    static void Wait(HttpContext http, TimeSpan time) =>
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
