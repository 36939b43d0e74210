using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Calls.Retell;
using Switchhook.Calls.Story;
using Switchhook.Contracts;

namespace Switchhook.Calls.Sweeping;

/// <summary>What an account's calls are, by Retell's own record. One question at a time, and never faster than Retell wants them.</summary>
public sealed class RetellRecord(HttpClient http, RetellSettings settings, SweepRules rules, TimeProvider time)
{
    const int Tries = 4;
    static readonly TimeSpan WorthWaiting = TimeSpan.FromSeconds(15);

    public async Task<ListedPage> ListAsync(SweepAccount account, DateTimeOffset since, string? from, CancellationToken stop)
    {
        var question = new ListCalls(CallCriteria.EndedSince(since, account.Tenant is null ? null : account.Agents), "ascending", rules.PageSize, from);
        using var answer = await AskAsync(account, HttpMethod.Post, "/v3/list-calls", question, stop);
        if (answer is null) throw new NotAnswered("Retell has no list of calls");
        var page = answer.RootElement;
        return new([.. page.Parts("items").Select(Listed.Read).OfType<Listed>()], page.Flag("has_more") == true ? page.Text("pagination_key") : null);
    }

    /// <summary>Null when Retell knows no such call.</summary>
    public Task<JsonDocument?> CallAsync(SweepAccount account, string callId, CancellationToken stop) =>
        AskAsync(account, HttpMethod.Get, $"/v2/get-call/{Uri.EscapeDataString(callId)}", null, stop);

    async Task<JsonDocument?> AskAsync(SweepAccount account, HttpMethod method, string path, IRetellRequest? body, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (answer, silence) = await SendAsync(account, method, path, body, stop);
            using (answer)
            {
                if (answer is { IsSuccessStatusCode: true }) return await ReadAsync(answer, stop);
                if (answer is { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity }) return null;
                var (now, reason) = (time.GetUtcNow(), answer is null ? silence : $"Retell answered {(int)answer.StatusCode}");
                if (answer is not null && !Pause.MayHelp(answer.StatusCode)) throw new NotAnswered(reason);
                var pause = Pause.Before(attempt, answer, now);
                if (attempt + 1 == Tries || pause > WorthWaiting) throw new NotAnswered(reason, now + pause);
                await Task.Delay(pause, time, stop);
            }
        }
    }

    async Task<(HttpResponseMessage? Answer, string Silence)> SendAsync(SweepAccount account, HttpMethod method, string path, IRetellRequest? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, settings.BaseUrl + path) { Content = body?.Content() };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.ApiKey);
        try { return (await http.SendAsync(request, stop), ""); }
        catch (HttpRequestException broken) { return (null, $"Retell was not reached: {broken.HttpRequestError}"); }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested) { return (null, "Retell did not answer in time"); }
    }

    static async Task<JsonDocument> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        try { return await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(stop), cancellationToken: stop); }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or HttpRequestException) { throw new NotAnswered("Retell's answer could not be read"); }
    }
}
