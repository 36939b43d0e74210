namespace Switchhook.App.Hosting;

public static class ConfigurationValues
{
    /// <summary>A variable that is set to nothing, as files of settings often have it, is not set.</summary>
    public static string? Given(this IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } given ? given : null;
}
