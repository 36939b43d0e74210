using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting.Api;

/// <summary>
/// A POST with an Idempotency-Key takes effect once: repeated within a day, it is answered again as it was the first time.
/// Only what took effect is kept; a refusal changed nothing, so it may be put right and sent under the same key.
/// </summary>
public sealed class IdempotencyMiddleware(RequestDelegate next, IdempotencyStore store, TimeProvider time)
{
    public const string Header = "Idempotency-Key",
        Replayed = "Idempotency-Replayed";
    const int LongestKey = 255;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5),
        Pause = TimeSpan.FromMilliseconds(100);

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue(Header, out var given))
        {
            await next(http);
            return;
        }
        if (given is not [{ Length: > 0 and <= LongestKey } key] || !key.All(x => x is > ' ' and <= '~'))
            throw new MalformedRequest($"{Header} is one value of 1 to {LongestKey} visible characters.");

        var request = await ReadRequestAsync(http, key);
        var until = time.GetUtcNow() + Patience;
        while (true)
        {
            switch (
                await store.BeginAsync(request, http.Features.GetRequiredFeature<NewResourceId>().Id, time.GetUtcNow(), http.RequestAborted)
            )
            {
                case IdempotencyStore.Started begun:
                    http.Features.Set(new NewResourceId(begun.Intent));
                    await AnswerAsync(http, request);
                    return;
                case IdempotencyStore.AlreadyAnswered known:
                    http.Response.Headers[Replayed] = "true";
                    await SendAsync(http, known.Answer);
                    return;
                case IdempotencyStore.DifferentRequest:
                    await TypedResults
                        .Problem(
                            $"This {Header} came before with another body. Take a new one for another request.",
                            statusCode: StatusCodes.Status422UnprocessableEntity,
                            type: ProblemTypes.KeyReused
                        )
                        .ExecuteAsync(http);
                    return;
                case var _ when time.GetUtcNow() > until:
                    http.Response.Headers.RetryAfter = "1";
                    await TypedResults
                        .Problem(
                            "The first request with this key is still being worked on.",
                            statusCode: StatusCodes.Status409Conflict,
                            type: ProblemTypes.InProgress
                        )
                        .ExecuteAsync(http);
                    return;
                default:
                    await Task.Delay(Pause, time, http.RequestAborted);
                    break;
            }
        }
    }

    async Task AnswerAsync(HttpContext http, IdempotentRequest request)
    {
        var wire = http.Response.Body;
        using var said = new MemoryStream();
        http.Response.Body = said;
        var settled = false;
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            var answer = StoredResponse.Of(http.Response, said.ToArray());
            if (answer.TookEffect)
                await store.StoreAsync(request, answer);
            else if (!answer.IsFault)
                await store.DeleteAsync(request);
            settled = !answer.IsFault;
        }
        catch (Exception refused) when (refused is Refused or MalformedRequest)
        {
            await store.DeleteAsync(request);
            settled = true;
            throw;
        }
        finally
        {
            http.Response.Body = wire;
            // It may have been done all the same: whoever repeats it now does so under the same intent.
            if (!settled)
                await store.ReleaseAsync(request, time.GetUtcNow());
        }
        await wire.WriteAsync(said.ToArray(), http.RequestAborted);
    }

    static async Task SendAsync(HttpContext http, StoredResponse answer)
    {
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            http.Response.Headers[name] = value;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    static async Task<IdempotentRequest> ReadRequestAsync(HttpContext http, string key)
    {
        var body = await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted);
        http.Request.Body.Position = 0;
        return new(
            http.User.FindFirstValue(TenancyFilter.Claim)!,
            $"{http.Request.Method} {http.Request.Path}",
            SHA256.HashData(Encoding.ASCII.GetBytes(key)),
            body
        );
    }
}

/// <param name="Key">Its hash: what people put into such keys is theirs.</param>
/// <param name="Body">Its hash.</param>
public sealed record IdempotentRequest(string Tenant, string Route, byte[] Key, byte[] Body);
