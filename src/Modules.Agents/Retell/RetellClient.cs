using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Contracts;

namespace Switchhook.Agents.Retell;

/// <summary>The wire to Retell: one request, one answer, and every way of not getting one told apart.</summary>
public sealed partial class RetellClient(
    IHttpClientFactory clients,
    RetellSettings settings,
    ProvisioningSettings rules,
    IExternalChanges outside,
    OperatorAlerts alerts,
    TimeProvider time,
    ILogger<RetellClient> log
)
{
    public const string Client = "retell";

    const int MostPages = 5_000;
    static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(15);
    static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1)];

    string key = settings.ApiKey;

    /// <summary>The same wire for another account at Retell.</summary>
    public RetellClient With(string accountsKey)
    {
        var other = (RetellClient)MemberwiseClone();
        other.key = accountsKey;
        return other;
    }

    public Task<T> Read<T>(string path, CancellationToken stop) =>
        Retry(() => SendAndRead<T>(HttpMethod.Get, path, null, ReadTimeout, stop), stop);

    public Task<T> Search<T>(string path, IRetellRequest body, CancellationToken stop) =>
        Retry(() => SendAndRead<T>(HttpMethod.Post, path, body, ReadTimeout, stop), stop);

    public Task<T> Create<T>(string path, IRetellRequest body, CancellationToken stop)
    {
        outside.ThrowIfHeldBack();
        return SendAndRead<T>(HttpMethod.Post, path, body, rules.AnswerWithin, stop);
    }

    /// <summary>A list that comes whole. A row that cannot be read is left out, and the operator is told once.</summary>
    public async Task<IReadOnlyList<T>> ReadList<T>(string path, Func<JsonElement, T?> read, CancellationToken stop)
        where T : class
    {
        var list = await Read<JsonElement>(path, stop);
        return [.. Rows(list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : list.Members("items"), Name(path), read)];
    }

    public IAsyncEnumerable<T> ReadPages<T>(string path, Func<JsonElement, T?> read, CancellationToken stop)
        where T : class => Pages(Name(path), key => Read<JsonElement>(Page(path, key), stop), read);

    public IAsyncEnumerable<T> SearchPages<T>(string path, IRetellRequest query, Func<JsonElement, T?> read, CancellationToken stop)
        where T : class => Pages(Name(path), key => Search<JsonElement>(Page(path, key), query, stop), read);

    /// <summary>A list that leads back to a page it has shown would be asked for without end.</summary>
    async IAsyncEnumerable<T> Pages<T>(string operation, Func<string?, Task<JsonElement>> ask, Func<JsonElement, T?> read)
        where T : class
    {
        var shown = new HashSet<string>();
        for (string? key = null; ; )
        {
            var page = RetellPage.Read(await ask(key));
            foreach (var row in Rows(page.Items, operation, read))
                yield return row;
            if ((key = page.Next) is null)
                yield break;
            if (shown.Count < MostPages && shown.Add(key))
                continue;
            alerts.Note(
                OperatorNotice.EndlessList,
                operation,
                $"Retell's list {operation} has no end: it was read up to page {shown.Count + 1}."
            );
            yield break;
        }
    }

    IEnumerable<T> Rows<T>(IReadOnlyList<JsonElement> rows, string operation, Func<JsonElement, T?> read)
        where T : class
    {
        foreach (var row in rows)
            if (read(row) is { } readable)
                yield return readable;
            else
                alerts.Note(
                    OperatorNotice.UnreadableRow,
                    operation,
                    $"Retell's list {operation} has a row that cannot be read; it is left out."
                );
    }

    static string Page(string path, string? key) =>
        $"{path}?limit=200" + (key is null ? "" : $"&pagination_key={Uri.EscapeDataString(key)}");

    /// <summary>Twice is once: a change may be asked for again.</summary>
    public Task<JsonObject> Change(string path, IRetellRequest changes, CancellationToken stop)
    {
        outside.ThrowIfHeldBack();
        return Retry(() => SendAndRead<JsonObject>(HttpMethod.Patch, path, changes, rules.AnswerWithin, stop), stop);
    }

    /// <summary>For what Retell answers with an empty body.</summary>
    public async Task Post(string path, IRetellRequest body, CancellationToken stop)
    {
        outside.ThrowIfHeldBack();
        await Send(HttpMethod.Post, path, body, rules.AnswerWithin, stop);
    }

    /// <summary>Gone already is as good as removed: Retell says 404, or 422 for ids that it does not know.</summary>
    public async Task Remove(string path, CancellationToken stop)
    {
        outside.ThrowIfHeldBack();
        try
        {
            await Send(HttpMethod.Delete, path, null, rules.AnswerWithin, stop);
        }
        catch (RetellRefusal gone) when (gone.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity) { }
    }

    async Task<T> Retry<T>(Func<Task<T>> ask, CancellationToken stop)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                return await ask();
            }
            catch (RetellRefusal passing)
                when (passing.Status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            {
                await Task.Delay(pause, time, stop);
            }
        }
        return await ask();
    }

    async Task<T> SendAndRead<T>(HttpMethod method, string path, IRetellRequest? body, TimeSpan patience, CancellationToken stop)
    {
        var answer = await Send(method, path, body, patience, stop);
        try
        {
            return JsonSerializer.Deserialize<T>(answer, RetellJson.Options) ?? throw new JsonException("null");
        }
        catch (JsonException unreadable)
        {
            throw new RetellRefusal(null, $"Retell's answer to {Name(path)} could not be read.", mayHaveHappened: true, unreadable);
        }
    }

    async Task<byte[]> Send(HttpMethod method, string path, IRetellRequest? body, TimeSpan patience, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        using var request = new HttpRequestMessage(method, settings.BaseUrl + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
            request.Content = body.Content();
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, either.Token);
            var content = await answer.Content.ReadAsByteArrayAsync(either.Token);
            if (answer.IsSuccessStatusCode)
                return content;
            LogRefused(log, (int)answer.StatusCode, method, Name(path));
            throw new RetellRefusal(
                answer.StatusCode,
                RetellJsonReader.ErrorIn(content) ?? $"{(int)answer.StatusCode}",
                mayHaveHappened: (int)answer.StatusCode >= 500
            );
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            LogSilent(log, method, Name(path), "no answer in time");
            throw new RetellRefusal(null, $"No answer to {Name(path)} within {patience.TotalSeconds:0} seconds.", mayHaveHappened: true);
        }
        catch (IOException cut)
        {
            LogSilent(log, method, Name(path), "the answer was cut off");
            throw new RetellRefusal(null, $"The answer to {Name(path)} was cut off.", mayHaveHappened: true, cut);
        }
        catch (HttpRequestException broken)
        {
            LogSilent(log, method, Name(path), broken.HttpRequestError.ToString());
            throw new RetellRefusal(
                null,
                $"{Name(path)}: {broken.HttpRequestError}",
                mayHaveHappened: broken.HttpRequestError
                    is not (
                        HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
                    ),
                broken
            );
        }
    }

    /// <summary>The operation without what it was about: paths hold phone numbers.</summary>
    static string Name(string path) =>
        path.Split('?')[0].Trim('/').Split('/') is ["v2" or "v3", var operation, ..] ? operation : path.Trim('/').Split('/', '?')[0];

    [LoggerMessage(LogLevel.Warning, "Retell answered {Status} to {Method} {Operation}")]
    static partial void LogRefused(ILogger log, int status, HttpMethod method, string operation);

    [LoggerMessage(LogLevel.Warning, "Retell did not answer {Method} {Operation}: {Reason}")]
    static partial void LogSilent(ILogger log, HttpMethod method, string operation, string reason);
}
