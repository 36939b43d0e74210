using System.IO.Compression;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Switchhook.Scenarios;

namespace Switchhook.Published;

/// <summary>Asks for everything as browsers do, compressed, and notes what the body of each answer weighs on the wire.</summary>
public sealed class ResponseSizeMeter() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    readonly Dictionary<string, int> weights = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        var answer = await base.SendAsync(request, stop);
        var body = await answer.Content.ReadAsByteArrayAsync(stop);
        weights[request.RequestUri!.PathAndQuery] = body.Length;
        var plain = new ByteArrayContent(Plain(body, answer.Content.Headers.ContentEncoding.SingleOrDefault()));
        plain.Headers.ContentType = answer.Content.Headers.ContentType;
        answer.Content = plain;
        return answer;
    }

    /// <summary>A page with everything that it makes a browser load; null when there is no such page.</summary>
    public async Task<PageWeight?> WeighAsync(BrowserSession visitor, string path)
    {
        var page = await visitor.GetAsync(path);
        if (page.Status != System.Net.HttpStatusCode.OK)
            return null;
        var styles = Linked(page.Document, "link[rel=stylesheet]", "href");
        var icons = Linked(page.Document, "use", "href")
            .Concat(Linked(page.Document, "link[rel=icon]", "href"))
            .Concat(Linked(page.Document, "img", "src"));
        var fonts = new HashSet<string>(Linked(page.Document, "link[as=font]", "href"));
        foreach (var style in styles)
        foreach (Match font in Regex.Matches((await visitor.GetAsync(style)).Text, @"url\(""?(/[^)""]+\.woff2)"))
            fonts.Add(font.Groups[1].Value);
        return new(
            weights[page.Path],
            await SumAsync(visitor, styles),
            await SumAsync(visitor, Linked(page.Document, "script", "src")),
            await SumAsync(visitor, icons),
            await SumAsync(visitor, fonts)
        );
    }

    async Task<int> SumAsync(BrowserSession visitor, IEnumerable<string> paths)
    {
        var sum = 0;
        foreach (var path in paths.Distinct())
        {
            await visitor.GetAsync(path);
            sum += weights[path];
        }
        return sum;
    }

    static string[] Linked(IDocument page, string selector, string attribute) =>
        [
            .. page.QuerySelectorAll(selector)
                .Select(x => x.GetAttribute(attribute)?.Split('#')[0])
                .OfType<string>()
                .Where(x => x.StartsWith('/'))
                .Distinct(),
        ];

    static byte[] Plain(byte[] body, string? encoding)
    {
        using var packed = new MemoryStream(body);
        using Stream unpacked = encoding switch
        {
            null => packed,
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => throw new InvalidOperationException($"encoded as {encoding}"),
        };
        using var plain = new MemoryStream();
        unpacked.CopyTo(plain);
        return plain.ToArray();
    }
}

/// <summary>Bytes of bodies on the wire.</summary>
public sealed record PageWeight(int Html, int Css, int Js, int Icons, int Font)
{
    /// <summary>The font comes once and is kept; until then the page is readable in the system's.</summary>
    public int WithoutFont => Html + Css + Js + Icons;
}
