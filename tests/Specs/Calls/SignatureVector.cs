using System.Text.Json.Nodes;
using Switchhook.Calls.Ingestion;
using Switchhook.Specs.Sandbox;

namespace Switchhook.Specs.Calls;

/// <summary>A body with the header that Retell's own SDK made for it.</summary>
sealed record SignatureVector(string Name, string Key, byte[] Body, long Time, string Header)
{
    public static readonly IReadOnlyList<SignatureVector> All =
    [
        .. from x in JsonNode
            .Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Root, "tests", "data", "signature-vectors.json")))!
            .AsArray()
        select new SignatureVector(
            (string)x["name"]!,
            (string)x["key"]!,
            Convert.FromBase64String((string)x["body_b64"]!),
            (long)x["ts"]!,
            (string)x["header"]!
        ),
    ];

    public string Digest => Header[^64..];

    public bool IsAccepted(long lateBy = 1000) =>
        Signature.Read(Header)?.Matches(Body, Key, DateTimeOffset.FromUnixTimeMilliseconds(Time + lateBy)) == true;
}
