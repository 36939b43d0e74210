using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

/// <summary>Every setting there is. Checked before a port, a folder or a database is touched.</summary>
public static class SiteConfiguration
{
    /// <summary>A new options class is listed here, and its settings in docs/configuration.md.</summary>
    public static readonly IReadOnlyList<Type> All =
    [
        typeof(SiteOptions),
        typeof(ConnectionStringsOptions),
        typeof(PostgresOptions),
        typeof(RetellOptions),
        typeof(NodesOptions),
        typeof(SandboxOptions),
        typeof(KeyRingOptions),
        typeof(SmtpOptions),
        typeof(PricesOptions),
        typeof(OidcOptions),
        typeof(ApiOptions),
        typeof(ProxiesOptions),
        typeof(MetricsOptions),
        typeof(SignUpOptions),
        .. Modules.All.SelectMany(x => x.Options),
    ];

    public static IReadOnlyList<string> Faults(IConfiguration configuration, bool isDevelopment) =>
        [.. OptionsCheck.Faults(All, configuration, isDevelopment), .. LogLevels(configuration)];

    public static void Validate(IConfiguration configuration, IHostEnvironment environment)
    {
        if (environment.IsDevelopment() && !BuildInfo.HasCompiler)
            throw new StartupFailure(
                "ASPNETCORE_ENVIRONMENT is Development, but this build is made for Production and has no compiler: set it to "
                    + "Production, or run bin/run in a checkout."
            );
        if (Faults(configuration, environment.IsDevelopment()) is { Count: > 0 } faults)
            throw new StartupFailure(string.Join('\n', faults));
    }

    static IEnumerable<string> LogLevels(IConfiguration configuration) =>
        from levels in configuration
            .GetSection("Logging")
            .GetChildren()
            .SelectMany(x => x.Key.Equals("LogLevel", StringComparison.OrdinalIgnoreCase) ? [x] : x.GetChildren())
        where levels.Key.Equals("LogLevel", StringComparison.OrdinalIgnoreCase)
        from level in levels.GetChildren()
        where
            level.Value is { Length: > 0 }
            && (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var known) || !Enum.IsDefined(known))
        select $"{level.Path.Replace(":", "__", StringComparison.Ordinal)} is '{level.Value}': it should be "
            + $"{string.Join(", ", Enum.GetNames<LogLevel>()[..^1])} or None.";
}
