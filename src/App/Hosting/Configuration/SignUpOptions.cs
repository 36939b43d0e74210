using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("SignUp")]
public sealed class SignUpOptions
{
    /// <summary>Who may create an account.</summary>
    [OneOf("open", "invitation", "approval")]
    public string Mode { get; set; } = "open";
}
