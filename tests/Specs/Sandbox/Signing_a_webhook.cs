using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.RetellSandbox;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class Signing_a_webhook
{
    public static TheoryData<string> Vectors() => [.. Read().Select(vector => (string)vector!["name"]!)];

    [Theory, MemberData(nameof(Vectors))]
    public void gives_what_retells_sdk_gives(string name)
    {
        var vector = Read().Single(vector => (string)vector!["name"]! == name)!;
        Signature
            .Of(Convert.FromBase64String((string)vector["body_b64"]!), (string)vector["key"]!, (long)vector["ts"]!)
            .ShouldBe((string)vector["header"]!);
    }

    static JsonArray Read() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Root, "tests", "data", "signature-vectors.json")))!.AsArray();
}
