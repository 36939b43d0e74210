using Microsoft.Extensions.Configuration;

namespace Switchhook.Admin.SignUp;

/// <summary>Who may open an account.</summary>
public enum SignUpMode
{
    /// <summary>Anybody whose address proves to be theirs.</summary>
    Open,

    /// <summary>Only those whom an admin invited.</summary>
    Invitation,

    /// <summary>Anybody may ask; an admin answers.</summary>
    Approval,
}

public sealed record SignUpSettings(SignUpMode Mode)
{
    public const string Setting = "SignUp:Mode";

    /// <summary>Checked at start: what it may be is one of the modes.</summary>
    public static SignUpSettings Of(IConfiguration configuration) =>
        new(configuration[Setting] is { Length: > 0 } given ? Enum.Parse<SignUpMode>(given, ignoreCase: true) : SignUpMode.Open);
}
