using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Shouldly;

namespace Switchhook.Scenarios;

/// <summary>A person with a browser of their own: cookies, pages, forms filled in and sent as they stand in the page.</summary>
public sealed class BrowserSession(HttpMessageHandler host, string address) : IDisposable
{
    readonly CookieContainer cookies = new();

    public string Email { get; init; } = $"person-{Guid.NewGuid():N}@example.com";
    public string Password { get; init; } = "correct horse 42 battery";
    public string CookieHeader => cookies.GetCookieHeader(new Uri(address));
    public IReadOnlyList<string> Cookies => [.. cookies.GetAllCookies().Select(x => x.Value)];

    /// <summary>What the pages' script tells of where the browser is.</summary>
    public void IsIn(string zone) => cookies.SetCookies(new Uri(address), $"zone={Uri.EscapeDataString(zone)}; path=/");

    public void Forget(string cookie) => cookies.SetCookies(new Uri(address), $"{cookie}=; path=/; max-age=0");

    public async Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await FollowAsync(request);
    }

    /// <summary>Sends the form that <paramref name="selector"/> finds in the page, with its own hidden fields and what is given.</summary>
    public async Task<Answer> SubmitAsync(Answer page, string selector, params (string Name, string Value)[] values) =>
        await FollowAsync(await FilledInAsync(page, selector, values));

    /// <summary>As <see cref="SubmitAsync"/>, but a redirect is the answer.</summary>
    public async Task<Answer> SubmitOnlyAsync(Answer page, string selector, params (string Name, string Value)[] values) =>
        await SendAsync(await FilledInAsync(page, selector, values));

    /// <summary>As somebody who has copied them: what the other gets from now on is not shared.</summary>
    public void TakeCookiesOf(BrowserSession other) =>
        cookies.SetCookies(new Uri(address), other.cookies.GetCookieHeader(new Uri(address)).Replace("; ", ",", StringComparison.Ordinal));

    static async Task<HttpRequestMessage> FilledInAsync(Answer page, string selector, (string Name, string Value)[] values)
    {
        var form = page.Document.QuerySelector<IHtmlFormElement>(selector);
        form.ShouldNotBeNull($"no form {selector} in {page.Path}:\n{page.Text}");
        var fields = form
            .Elements.OfType<IHtmlInputElement>()
            .Where(x => x.Name is { Length: > 0 } && (x.Type is not ("checkbox" or "radio") || x.IsChecked))
            .Select(x => (Name: x.Name!, x.Value))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Select(x => (Name: x.Name!, x.Value)))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Select(x => (Name: x.Name!, Value: x.Value ?? "")))
            .Where(x => x.Name is { Length: > 0 } && values.All(y => y.Name != x.Name))
            .Concat(values);
        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : page.Path;
        var content = fields.Select(x => KeyValuePair.Create(x.Name, x.Value));
        return form.Method.Equals("post", StringComparison.OrdinalIgnoreCase)
            ? new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(content) }
            : new HttpRequestMessage(
                HttpMethod.Get,
                action.Split('?')[0] + "?" + await new FormUrlEncodedContent(content).ReadAsStringAsync()
            );
    }

    /// <summary>One request, answered as it is: no redirect is followed.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var answer = await AskAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set)
                cookies.SetCookies(request.RequestUri!, cookie);
        return new Answer(
            request.RequestUri!.PathAndQuery,
            answer.StatusCode,
            answer.Headers.Location,
            await answer.Content.ReadAsStringAsync(),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(x => x.Key, x => string.Join(", ", x.Value))
        );
    }

    /// <summary>A file as it came.</summary>
    public async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await AskAsync(new HttpRequestMessage(HttpMethod.Get, path));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Opens a stream of events and leaves it open.</summary>
    public async Task<EventStreamReader> ListenAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return new(await AskAsync(request));
    }

    /// <summary>A page as it comes, unread: for whoever measures how long that takes.</summary>
    public Task<HttpResponseMessage> ReceiveAsync(string path) => AskAsync(new HttpRequestMessage(HttpMethod.Get, path));

    async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(new Uri(address), request.RequestUri!);
        if (cookies.GetCookieHeader(request.RequestUri) is { Length: > 0 } header)
            request.Headers.Add("Cookie", header);
        using var client = new HttpMessageInvoker(host, disposeHandler: false);
        return await client.SendAsync(request, CancellationToken.None);
    }

    async Task<Answer> FollowAsync(HttpRequestMessage request)
    {
        var answer = await SendAsync(request);
        for (var hops = 0; answer.Location is { } next && hops < 5; hops++)
            answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, next));
        return answer;
    }

    public void Dispose() => host.Dispose();
}

public sealed record Answer(string Path, HttpStatusCode Status, Uri? Location, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public IHtmlDocument Document { get; } = new HtmlParser().ParseDocument(Text);

    /// <summary>What a person reads, with white space folded.</summary>
    public string Words => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public IElement Find(string selector) =>
        Document.QuerySelector(selector) ?? throw new InvalidOperationException($"no {selector} in {Path}:\n{Text}");
}
