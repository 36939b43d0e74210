using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("Api")]
public sealed class ApiOptions
{
    /// <summary>Front ends of other origins that may call the API.</summary>
    [Origins]
    public string? Origins { get; set; }

    public IReadOnlyList<string> AllOrigins => Split(Origins);

    public static string[] Split(string? list) => (list ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
}
