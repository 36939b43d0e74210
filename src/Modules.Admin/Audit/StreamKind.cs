namespace Switchhook.Admin.Audit;

/// <summary>What a stream is about, as the beginning of its key tells.</summary>
public static class StreamKind
{
    public const string Every = "every";
    public static readonly IReadOnlyList<string> All = ["agent", "call", "lead", "account", "audit"];

    public static string Of(string key) => key.Split('/', 2)[0];

    public static string Icon(string key) =>
        Of(key) switch
        {
            "agent" => "bot",
            "call" => "phone",
            "lead" => "inbox",
            "account" => "user",
            "audit" => "eye",
            _ => "circle",
        };
}
