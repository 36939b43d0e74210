using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting;

/// <summary>
/// The keys that cookies, forms and mailed links are sealed with: files in DATA_DIR, under a certificate where one is configured.
/// </summary>
public static class DataProtectionKeys
{
    public static void AddDataProtectionKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var keys = services.AddDataProtection().SetApplicationName("switchhook");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<DataFolder, ILoggerFactory>(
                (options, data, logs) => options.XmlRepository = new FileSystemXmlRepository(OwnersOnly(data.Of("keys")), logs)
            );

        var given = configuration.ReadOptions<KeyRingOptions>();
        if (Certificate("Certificate", given.Certificate, given.CertificatePassword) is { } certificate)
            keys.ProtectKeysWithCertificate(certificate);
        // Said on purpose, else every new key is a warning on the console: without a certificate the folder's rights are the protection.
        else
            services.Configure<KeyManagementOptions>(options => options.XmlEncryptor = new NullXmlEncryptor());
        if (Certificate("FormerCertificate", given.FormerCertificate, given.FormerCertificatePassword) is { } former)
            keys.UnprotectKeysWithAnyCertificate(former);
    }

    static X509Certificate2? Certificate(string name, string? path, string? password)
    {
        if (path is null)
            return null;
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            return certificate.HasPrivateKey
                ? certificate
                : throw new StartupFailure($"DataProtection__{name}: {path} holds no private key.");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupFailure($"DataProtection__{name}: {path} cannot be read as a PKCS #12 file ({unreadable.Message})");
        }
    }

    static DirectoryInfo OwnersOnly(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(folder);
    }
}
