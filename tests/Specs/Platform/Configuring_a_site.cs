using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using Xunit;

namespace Switchhook.Specs.Platform;

public class Configuring_a_site
{
    static IReadOnlyList<string> Faults(bool isDevelopment, params (string Name, string Value)[] settings) =>
        SiteConfiguration.Faults(Given(settings), isDevelopment);

    /// <summary>As environment variables are read.</summary>
    static IConfiguration Given(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection([new("PUBLIC_URL", "https://calls.example.com")])
            .AddInMemoryCollection([
                .. settings.Select(x => KeyValuePair.Create(x.Name.Replace("__", ":", StringComparison.Ordinal), (string?)x.Value)),
            ])
            .Build();

    [Theory]
    [InlineData("PORT", "99999", "PORT is '99999': it should be a number of a port, from 1 to 65535.")]
    [InlineData("PORT", "0", "PORT is '0'")]
    [InlineData("PORT", "http", "PORT is 'http'")]
    [InlineData("PORT", "5080 5081", "PORT is")]
    [InlineData(
        "PUBLIC_URL",
        "https://calls.example.com/switchhook",
        "PUBLIC_URL is 'https://calls.example.com/switchhook': it should be an address such as https://calls.example.com, without a path."
    )]
    [InlineData("PUBLIC_URL", "https://calls.example.com?x=1", "PUBLIC_URL is")]
    [InlineData("PUBLIC_URL", "https://me:secret@calls.example.com", "PUBLIC_URL is")]
    [InlineData("PUBLIC_URL", "calls.example.com", "PUBLIC_URL is")]
    [InlineData("PUBLIC_URL", "ftp://calls.example.com", "PUBLIC_URL is")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Prod", "ASPNETCORE_ENVIRONMENT is 'Prod': it should be Development or Production.")]
    [InlineData("BOOTSTRAP_ADMIN_PASSWORD", "correct horse 42 battery", "BOOTSTRAP_ADMIN_PASSWORD is set, but not BOOTSTRAP_ADMIN_EMAIL")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is")]
    [InlineData(
        "ConnectionStrings__Postgres",
        "postgres://switchhook:secret@127.0.0.1/switchhook",
        "ConnectionStrings__Postgres should be a connection string such as Host="
    )]
    [InlineData("ConnectionStrings__PostgresWeb", "Host=127.0.0.1", "ConnectionStrings__PostgresWeb should be")]
    [InlineData(
        "ConnectionStrings__PostgressWeb",
        "Host=127.0.0.1;Username=x",
        "ConnectionStrings__PostgressWeb is no setting of Switchhook: did you mean ConnectionStrings__PostgresWeb?"
    )]
    [InlineData("Postgres__RolePrefix", "it's", "Postgres__RolePrefix is 'it's'")]
    [InlineData("Postgres__RolePrefix", "quo\"te", "Postgres__RolePrefix is")]
    [InlineData("Postgres__RolePrefix", "Switchhook", "Postgres__RolePrefix is")]
    [InlineData("Retell__WebhookKey", "key_123", "Retell__WebhookKey is set, but not Retell__ApiKey")]
    [InlineData("Retell__ApiKey", "key with blanks", "Retell__ApiKey should be a key without blanks")]
    [InlineData("Retell__BaseUrl", "http://retell.example.com", "Retell__BaseUrl is 'http://retell.example.com': over http")]
    [InlineData("Retell__BaseUrl", "api.retellai.com", "Retell__BaseUrl is 'api.retellai.com'")]
    [InlineData(
        "Retell__RecordingHosts__0",
        "https://recordings.example.com/",
        "Retell__RecordingHosts__0 is 'https://recordings.example.com/': it should be a host name"
    )]
    [InlineData("Webhooks__KeepBodies", "0", "Webhooks__KeepBodies is '0': it should be a number of days from 1 to 3650.")]
    [InlineData("Webhooks__KeepBodies", "-1", "Webhooks__KeepBodies is")]
    [InlineData("Webhooks__KeepBodies", "NaN", "Webhooks__KeepBodies is")]
    [InlineData("Webhooks__KeepBodies", "30 days", "Webhooks__KeepBodies is")]
    [InlineData("Webhooks__UnsignedPerMinute", "0", "Webhooks__UnsignedPerMinute is")]
    [InlineData("Webhooks__UnsignedPerMinute", "99999999999", "Webhooks__UnsignedPerMinute is")]
    [InlineData("Calls__SweepMinutes", "0", "Calls__SweepMinutes is '0': it should be a number of minutes from 0.01 to 10080.")]
    [InlineData("Calls__SweepMinutes", "-3", "Calls__SweepMinutes is")]
    [InlineData("Calls__SweepMinutes", "3,5", "Calls__SweepMinutes is '3,5'")]
    [InlineData("Calls__SweepGraceSeconds", "-1", "Calls__SweepGraceSeconds is")]
    [InlineData("Calls__SweepPage", "0", "Calls__SweepPage is")]
    [InlineData("Calls__SweepMinuts", "3", "Calls__SweepMinuts is no setting of Switchhook: did you mean Calls__SweepMinutes?")]
    [InlineData("Call__SweepMinutes", "3", "Call__SweepMinutes is no setting of Switchhook: did you mean Calls__SweepMinutes?")]
    [InlineData("Calls_SweepMinutes", "3", "Calls_SweepMinutes is no setting of Switchhook: did you mean Calls__SweepMinutes?")]
    [InlineData("Calls__Colour", "blue", "Calls__Colour is no setting of Switchhook. docs/configuration.md lists all of them.")]
    [InlineData("SignUp__Mode", "closed", "SignUp__Mode is 'closed': it should be")]
    [InlineData("Nodes__Several", "yes please", "Nodes__Several is 'yes please': it should be true or false.")]
    [InlineData("Nodes__Several", "1", "Nodes__Several is")]
    [InlineData("Sandbox__Enabled", "on", "Sandbox__Enabled is 'on': it should be true or false.")]
    [InlineData("Sandbox__Pace", "0", "Sandbox__Pace is")]
    [InlineData("Sandbox__Key", "sandbox", "Sandbox__Key should be at least 32 characters")]
    [InlineData(
        "DataProtection__CertificatePassword",
        "secret",
        "DataProtection__CertificatePassword is set, but not DataProtection__Certificate"
    )]
    [InlineData("Smtp__Tls", "startls", "Smtp__Tls is 'startls': it should be auto, always, starttls or none.")]
    [InlineData("Smtp__From", "a@example.com, b@example.com", "Smtp__From is")]
    [InlineData("Smtp__From", "Smith, John <john@example.com>", "Smtp__From is")]
    [InlineData("Smtp__From", "nobody", "Smtp__From is")]
    [InlineData("Smtp__Host", "smtp://smtp.example.com", "Smtp__Host is")]
    [InlineData("Smtp__Host", "smtp.example.com:587", "Smtp__Host is")]
    [InlineData("Smtp__Port", "0", "Smtp__Port is")]
    [InlineData("Smtp__User", "switchhook", "Smtp__User or Smtp__Password is set, but not Smtp__Host")]
    [InlineData("Smpt__Host", "smtp.example.com", "Smpt__Host is no setting of Switchhook: did you mean Smtp__Host?")]
    [InlineData("Prices__PerMinute", "-0.1", "Prices__PerMinute is")]
    [InlineData("Prices__NumberPerMonth", "$2", "Prices__NumberPerMonth is '$2'")]
    [InlineData("Agents__MaxCallMinutes", "0", "Agents__MaxCallMinutes is '0': it should be a number of minutes from 1 to 120.")]
    [InlineData("Agents__MaxCallMinutes", "100", "Agents__MaxCallMinutes (100) is more than Agents__MostCallMinutes (60)")]
    [InlineData("Agents__MostCallMinutes", "1000", "Agents__MostCallMinutes is")]
    [InlineData("Agents__CreationsPerHour", "0", "Agents__CreationsPerHour is")]
    [InlineData("Agents__AnswerWithinSeconds", "0", "Agents__AnswerWithinSeconds is")]
    [InlineData("Agents__LookAgainSeconds", "0", "Agents__LookAgainSeconds is")]
    [InlineData("Agents__SweepMinutes", "0", "Agents__SweepMinutes is")]
    [InlineData("Agents__QuarantineHours", "0", "Agents__QuarantineHours is")]
    [InlineData("Agents__LookMinutes", "Infinity", "Agents__LookMinutes is")]
    [InlineData("Oidc__Issuer", "https://issuer.example.com", "Oidc__Issuer is set, but not Oidc__Audience")]
    [InlineData("Oidc__Audience", "switchhook", "Oidc__Audience or Oidc__Keys is set, but not Oidc__Issuer")]
    [InlineData("Oidc__EmailsAreVerified", "sure", "Oidc__EmailsAreVerified is")]
    [InlineData("Api__Origins", "*", "Api__Origins is '*'")]
    [InlineData("Api__Origins", "https://app.example.com/", "Api__Origins is")]
    [InlineData("Proxies__Trusted", "0.0.0.0/0", "Proxies__Trusted is '0.0.0.0/0'")]
    [InlineData("Proxies__Trusted", "proxy.internal", "Proxies__Trusted is 'proxy.internal'")]
    [InlineData("Metrics__Token", "short", "Metrics__Token should be at least 16 characters")]
    [InlineData(
        "Logging__LogLevel__Default",
        "Verbose",
        "Logging__LogLevel__Default is 'Verbose': it should be Trace, Debug, Information, Warning, Error, Critical or None."
    )]
    [InlineData("Logging__Console__LogLevel__Wolverine", "Loud", "Logging__Console__LogLevel__Wolverine is 'Loud'")]
    public void refuses_what_cannot_be_or_is_dangerous_in_a_sentence(string name, string value, string sentence)
    {
        var faults = Faults(false, (name, value));
        faults.Count.ShouldBe(1, string.Join('\n', faults));
        faults[0].ShouldStartWith(sentence);
    }

    [Fact]
    public void refuses_a_data_folder_that_is_a_file() =>
        Faults(false, ("DATA_DIR", typeof(Configuring_a_site).Assembly.Location)).Single().ShouldContain("which is a file");

    [Fact]
    public void asks_for_the_public_address_outside_development_alone()
    {
        var none = new ConfigurationBuilder().Build();
        SiteConfiguration
            .Faults(none, isDevelopment: false)
            .Single()
            .ShouldStartWith("PUBLIC_URL is not set: set it to the address at which people and Retell reach this site");
        SiteConfiguration.Faults(none, isDevelopment: true).ShouldBeEmpty();
    }

    [Fact]
    public void names_everything_that_is_wrong_at_once() =>
        Faults(false, ("PORT", "x"), ("Calls__SweepMinutes", "0"), ("Smtp__Tls", "startls")).Count.ShouldBe(3);

    [Fact]
    public void repeats_no_secret() =>
        string.Concat(
                Faults(
                    false,
                    ("Retell__ApiKey", "se cret"),
                    ("Sandbox__Key", "secret"),
                    ("Metrics__Token", "secret"),
                    ("ConnectionStrings__Postgres", "secret")
                )
            )
            .ShouldNotContain("cret\"");

    [Fact]
    public void takes_what_people_set()
    {
        Faults(
                false,
                ("PORT", "8080"),
                ("PUBLIC_URL", "https://calls.example.com/"),
                ("DATA_DIR", Path.GetTempPath()),
                ("Retell__ApiKey", "key_0123"),
                ("Retell__WebhookKey", "key_4567"),
                ("Retell__BaseUrl", ""),
                ("Retell__RecordingHosts__0", "recordings.example.com"),
                ("Smtp__Host", "smtp.example.com"),
                ("Smtp__Port", "465"),
                ("Smtp__User", "me"),
                ("Smtp__Password", "hush"),
                ("Smtp__From", "Switchhook <no-reply@example.com>"),
                ("Smtp__Tls", "STARTTLS"),
                ("Calls__SweepMinutes", "0.5"),
                ("Proxies__Trusted", "10.0.0.5, ::1 172.16.0.0/12"),
                ("Api__Origins", "https://app.example.com, http://localhost:3000"),
                ("Nodes__Several", "True"),
                ("Logging__LogLevel__Default", "warning"),
                ("Agents__MaxCallMinutes", ""),
                ("Oidc__Issuer", "https://project.supabase.co/auth/v1"),
                ("Oidc__Audience", "authenticated"),
                ("ConnectionStrings__Postgres", "Host=db;Username=switchhook;Password=x"),
                ("HOME", "/root"),
                ("Kestrel__Limits__MaxConcurrentConnections", "100"),
                ("SOMEBODY__ELSES", "thing")
            )
            .ShouldBeEmpty();
    }

    static readonly string Documentation = File.ReadAllText(
        Path.Combine(DataFolder.Checkout(AppContext.BaseDirectory)!, "docs/configuration.md")
    );

    [Fact]
    public void is_documented_setting_by_setting()
    {
        var table = Documentation[Documentation.IndexOf("## Configuration", StringComparison.Ordinal)..];
        table = table[..table.IndexOf("\n## ", 3, StringComparison.Ordinal)];
        var told = Regex
            .Matches(
                string.Join('\n', table.Split('\n').Where(x => x.StartsWith("| `", StringComparison.Ordinal)).Select(x => x.Split('|')[1])),
                "`([^`]+)`"
            )
            .Select(x => x.Groups[1].Value)
            .Select(x => x is [.. var list, '_', '_', '0'] ? list : x)
            .ToList();
        // Log levels are named by whoever logs.
        told.Except(["Logging__LogLevel__Default"])
            .ShouldBe(SiteConfiguration.All.SelectMany(Setting.Of).Select(x => x.Variable), ignoreOrder: true);
    }

    static readonly string[] Frameworks = ["Logging", "urls", "HTTP_PORTS"];

    [Fact]
    public void is_read_through_options_classes_alone()
    {
        var root = Path.Combine(DataFolder.Checkout(AppContext.BaseDirectory)!, "src");
        var all = SiteConfiguration.All.SelectMany(Setting.Of).Select(x => x.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (
            var file in Directory
                .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(x => !x.Contains("/obj/", StringComparison.Ordinal) && !x.Contains("node_modules", StringComparison.Ordinal))
        )
        foreach (
            Match read in Regex.Matches(
                File.ReadAllText(file),
                @"(?:[cC]onfiguration|\bgiven)(?:\.Given\(|\.GetValue(?:<\w+\??>)?\(|\.GetSection\(|\[)""([A-Za-z_:]+)"""
            )
        )
            all.ShouldContain(
                x => x.Equals(read.Groups[1].Value, StringComparison.OrdinalIgnoreCase) || Frameworks.Contains(read.Groups[1].Value),
                $"{Path.GetFileName(file)} reads {read.Groups[1].Value}: put it into an options class that SiteConfiguration.All names"
            );
    }
}
