namespace Switchhook.App.Sandbox;

/// <param name="Pace">A factor on waiting times: 1 plays calls like real ones, 0.02 suits tests.</param>
/// <param name="Control">Whether this machine may tell the sandbox to fail and read its ledger.</param>
public record SandboxSettings(bool Enabled, double Pace, bool Control)
{
    public static SandboxSettings From(IConfiguration configuration, IHostEnvironment environment) => new(
        configuration.GetValue("Sandbox:Enabled", environment.IsDevelopment()),
        configuration.GetValue("Sandbox:Pace", 1.0),
        configuration.GetValue("Sandbox:Control", environment.IsDevelopment()));

    public TimeSpan Paced(double seconds) => TimeSpan.FromSeconds(seconds * Pace);
}
