using Switchhook.Calls;
using Switchhook.Specs.Sandbox;

namespace Switchhook.Specs.Calls;

static class Given
{
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1764000050000);

    public static readonly string Samples = Path.Combine(RepositoryRoot.Root, "tests", "data", "retell-samples");

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Samples, name + ".json"));

    public static Payload Told(string sample) => Payload.Read(Sample(sample))!;

    public static byte[] Body(string json) => System.Text.Encoding.UTF8.GetBytes(json);
}
