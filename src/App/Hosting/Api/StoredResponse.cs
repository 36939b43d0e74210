namespace Switchhook.App.Hosting.Api;

/// <summary>What was answered, as far as it is worth saying twice.</summary>
public sealed record StoredResponse(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    static readonly string[] Kept = ["Content-Type", "Location", "ETag"];

    public bool TookEffect => Status is >= 200 and < 300;

    public bool IsFault => Status >= 500;

    public static StoredResponse Of(HttpResponse response, byte[] body) =>
        new(
            response.StatusCode,
            Kept.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString()),
            body
        );
}
