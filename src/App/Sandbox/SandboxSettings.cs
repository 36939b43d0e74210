namespace Switchhook.App.Sandbox;

/// <param name="Pace">A factor on waiting times: 1 plays calls like real ones, 0.02 suits tests.</param>
public record SandboxSettings(bool Enabled, double Pace)
{
    public static SandboxSettings From(IConfiguration configuration, IHostEnvironment environment) => new(
        configuration.GetValue("Sandbox:Enabled", environment.IsDevelopment()),
        configuration.GetValue("Sandbox:Pace", 1.0));

    public TimeSpan Paced(double seconds) => TimeSpan.FromSeconds(seconds * Pace);
}
