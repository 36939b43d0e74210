using System.Net.Mail;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("Smtp")]
public sealed class SmtpOptions : ICheckedOptions
{
    [Matches("^[A-Za-z0-9._-]+$|^[0-9A-Fa-f:.]+$", "the mail server's name or address, such as smtp.example.com")]
    public string? Host { get; set; }

    [Between(1, 65535, "a port,")]
    public int Port { get; set; } = 587;

    public string? User { get; set; }

    [Secret]
    public string? Password { get; set; }

    [MailAddress]
    public string? From { get; set; }

    [OneOf("auto", "always", "starttls", "none")]
    public string Tls { get; set; } = "auto";

    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (Host is null && (User ?? Password) is not null)
            yield return "Smtp__User or Smtp__Password is set, but not Smtp__Host: set the mail server's name.";
        if (Host is not null && User is null != Password is null)
            yield return "Only one of Smtp__User and Smtp__Password is set: set both, or neither.";
    }
}

/// <summary>One address, with a name before it or not.</summary>
sealed class MailAddressAttribute : SettingConstraintAttribute
{
    public override string Expected => "one address such as Switchhook <no-reply@example.com>";

    protected override bool Fits(object value) =>
        MailAddress.TryCreate((string)value, out var address)
        && !address.Address.Contains(',', StringComparison.Ordinal)
        && (!address.DisplayName.Contains(',', StringComparison.Ordinal) || ((string)value).TrimStart().StartsWith('"'))
        && address.Host.Length > 0
        && !((string)value).AsSpan().ContainsAny('\r', '\n', ';');
}
