using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Database;

/// <summary>
/// The one database, seen through five roles. The owner is the login that was configured (or the embedded server's);
/// the others are made by <see cref="Schema"/> and can do only what their name says.
/// </summary>
public sealed class Databases(string ownerConnection, IConfiguration configuration)
{
    public static readonly string[] All =
    [
        DatabaseRole.Owner,
        DatabaseRole.Worker,
        DatabaseRole.Web,
        DatabaseRole.Audit,
        DatabaseRole.Accounts,
    ];

    /// <summary>Roles belong to the whole server: two installations on one server need two prefixes (Postgres__RolePrefix).</summary>
    readonly string prefix = configuration.ReadOptions<PostgresOptions>().RolePrefix;

    /// <summary>The database of the configuration's own; null where the embedded server is used.</summary>
    public static Databases? Configured(IConfiguration configuration) =>
        configuration.GetConnectionString("Postgres") is { Length: > 0 } given ? new(Readable(given), configuration) : null;

    public string RoleOf(string name) =>
        name == DatabaseRole.Owner ? Login
        : Own(name) is { } own ? new NpgsqlConnectionStringBuilder(own).Username!
        : $"{prefix}_{name}";

    /// <summary>A login that the operator made for this role; null when it is ours to make.</summary>
    string? Own(string name) =>
        configuration.GetConnectionString("Postgres" + name) is { Length: > 0 } given && name != DatabaseRole.Owner ? given : null;

    /// <summary>The login that this site makes for a role; null where the operator made one, which is used and never changed.</summary>
    public GeneratedLogin? MadeFor(string name) =>
        name == DatabaseRole.Owner || Own(name) is not null ? null : new(RoleOf(name), PasswordOf(name));

    /// <summary>Changes with the owner's password and with the roles' names: then the roles have to be made anew.</summary>
    public string RolesFingerprint => DataFolder.Hash(PasswordOf(DatabaseRole.Worker));

    string Login { get; } = new NpgsqlConnectionStringBuilder(ownerConnection).Username!;

    /// <summary>Every node that knows the owner's password derives the same ones, so none has to be stored.</summary>
    string PasswordOf(string name)
    {
        var secret = new NpgsqlConnectionStringBuilder(ownerConnection).Password ?? "";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(RoleOf(name))));
    }

    public string ConnectionOf(string name)
    {
        if (Own(name) is { } own)
            return own;
        var connection = new NpgsqlConnectionStringBuilder(ownerConnection) { ApplicationName = $"switchhook {name}" };
        if (name == DatabaseRole.Owner)
            return connection.ToString();
        connection.Username = RoleOf(name);
        connection.Password = PasswordOf(name);
        // Prepared statements are the largest free win on the append path.
        connection.MaxAutoPrepare = 100;
        connection.AutoPrepareMinUsages = 2;
        connection.MaxPoolSize = Math.Min(connection.MaxPoolSize, 40);
        // Forced policies read app.tenant_id even where a policy for every row applies: it must exist.
        if (name is DatabaseRole.Worker or DatabaseRole.Audit)
            connection.Options = "-c app.tenant_id=";
        return connection.ToString();
    }

    static string Readable(string connection)
    {
        const string Form =
            "ConnectionStrings__Postgres should look like Host=db.example.com;Database=switchhook;Username=switchhook;Password=…";
        try
        {
            return new NpgsqlConnectionStringBuilder(connection) is not { Host: not null, Username: not null }
                ? throw new StartupFailure($"{Form}: it names no host or no user.")
                // Kerberos only for who asks for it: where its library is missing, each attempt would complain.
                : "GSS Encryption Mode=Disable;" + connection;
        }
        catch (ArgumentException unreadable)
        {
            throw new StartupFailure($"{Form}. {unreadable.Message}");
        }
    }

    public NpgsqlDataSource Open(string name) => new NpgsqlDataSourceBuilder(ConnectionOf(name)) { Name = name }.Build();
}

public sealed record GeneratedLogin(string Role, string Password);
