using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("DataProtection")]
public sealed class KeyRingOptions : ICheckedOptions
{
    /// <summary>A PKCS #12 file that encrypts the keys in DATA_DIR.</summary>
    public string? Certificate { get; set; }

    [Secret]
    public string? CertificatePassword { get; set; }

    /// <summary>The one before, while keys are still under it.</summary>
    public string? FormerCertificate { get; set; }

    [Secret]
    public string? FormerCertificatePassword { get; set; }

    /// <summary>Start although keys are lost that something in the database is sealed with.</summary>
    public bool ReplaceLostKeys { get; set; }

    public IEnumerable<string> Faults(bool isDevelopment)
    {
        foreach (
            var (name, file, password) in new[]
            {
                ("Certificate", Certificate, CertificatePassword),
                ("FormerCertificate", FormerCertificate, FormerCertificatePassword),
            }
        )
            if (file is null && password is not null)
                yield return $"DataProtection__{name}Password is set, but not DataProtection__{name}: set the file that it opens.";
    }
}
