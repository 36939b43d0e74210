using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Calls.Retell;
using Switchhook.Contracts;

namespace Switchhook.Calls.Reconciliation;

/// <summary>What an account's calls are, by Retell's own record. One question at a time, and never faster than Retell wants them.</summary>
public sealed class RetellCallHistory(
    HttpClient http,
    RetellSettings settings,
    ReconciliationSettings rules,
    RetellClock clock,
    TimeProvider time
)
{
    const int Tries = 4,
        TriesForOneCall = 2;
    static readonly TimeSpan WorthWaiting = TimeSpan.FromSeconds(15);

    /// <summary>The time of its calls: by Retell's clock when ours is ahead of it.</summary>
    public DateTimeOffset Now => clock.Now;

    public async Task<ListedCallPage> ListAsync(ReconciledAccount account, DateTimeOffset since, string? from, CancellationToken stop)
    {
        var question = new ListCalls(
            CallCriteria.EndedSince(since, account.Tenant is null ? null : account.Agents),
            "ascending",
            rules.PageSize,
            from
        );
        var (answer, at) = await AskAsync(account, HttpMethod.Post, "/v3/list-calls", question, Tries, stop);
        using var list = answer ?? throw new RetellRequestFailed("Retell has no list of calls");
        var page = list.RootElement;
        return new(
            [.. page.Parts("items").Select(ListedCall.Read).OfType<ListedCall>()],
            page.Flag("has_more") == true ? page.Text("pagination_key") : null,
            at
        );
    }

    /// <summary>Null when Retell knows no such call.</summary>
    public async Task<JsonDocument?> CallAsync(ReconciledAccount account, string callId, CancellationToken stop) =>
        (await AskAsync(account, HttpMethod.Get, $"/v2/get-call/{Uri.EscapeDataString(callId)}", null, TriesForOneCall, stop)).Answer;

    async Task<(JsonDocument? Answer, DateTimeOffset? At)> AskAsync(
        ReconciledAccount account,
        HttpMethod method,
        string path,
        IRetellRequest? body,
        int tries,
        CancellationToken stop
    )
    {
        for (var attempt = 0; ; attempt++)
        {
            var (answer, silence) = await SendAsync(account, method, path, body, stop);
            using (answer)
            {
                if (answer is { IsSuccessStatusCode: true })
                    return (await ReadAsync(answer, stop), answer.Headers.Date);
                if (answer is { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity })
                    return (null, answer.Headers.Date);
                var (now, reason) = (clock.Now, answer is null ? silence : $"Retell answered {(int)answer.StatusCode}");
                // A key that is refused, an account that is asked too often or cannot pay: so will every other call be.
                var isOfOneCall =
                    method == HttpMethod.Get
                    && answer
                        is {
                            StatusCode: not (
                                HttpStatusCode.Unauthorized
                                or HttpStatusCode.PaymentRequired
                                or HttpStatusCode.TooManyRequests
                                or HttpStatusCode.RequestTimeout
                            )
                        };
                if (answer is not null && !RetryDelay.MayHelp(answer.StatusCode))
                    throw new RetellRequestFailed(reason) { IsOfOneCall = isOfOneCall };
                var pause = RetryDelay.Before(attempt, answer, now);
                if (attempt + 1 == tries || pause > WorthWaiting)
                    throw new RetellRequestFailed(reason, now + pause) { IsOfOneCall = isOfOneCall };
                await Task.Delay(pause, time, stop);
            }
        }
    }

    async Task<(HttpResponseMessage? Answer, string Silence)> SendAsync(
        ReconciledAccount account,
        HttpMethod method,
        string path,
        IRetellRequest? body,
        CancellationToken stop
    )
    {
        using var request = new HttpRequestMessage(method, settings.BaseUrl + path) { Content = body?.Content() };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            account.ApiKey ?? throw new InvalidOperationException("An account without a key was asked.")
        );
        try
        {
            return (await http.SendAsync(request, stop), "");
        }
        catch (HttpRequestException broken)
        {
            return (null, $"Retell was not reached: {broken.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, "Retell did not answer in time");
        }
    }

    static async Task<JsonDocument> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        try
        {
            return await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or HttpRequestException)
        {
            throw new RetellRequestFailed("Retell's answer could not be read") { IsOfOneCall = unreadable is JsonException };
        }
    }
}
