using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Switchhook.App.Platform;

/// <summary>
/// The one database, seen through five roles. The owner is the login that was configured (or the embedded server's);
/// the others are made by <see cref="Schema"/> and can do only what their name says.
/// </summary>
public sealed class Databases(string ownerConnection, IConfiguration configuration)
{
    public const string Owner = "owner", Worker = "worker", Web = "web", Audit = "audit", Accounts = "accounts";

    /// <summary>Roles belong to the whole server: two installations on one server need two prefixes (Postgres__RolePrefix).</summary>
    readonly string prefix = configuration["Postgres:RolePrefix"] ?? "switchhook";

    public string RoleOf(string name) => name == Owner ? Login : $"{prefix}_{name}";

    string Login { get; } = new NpgsqlConnectionStringBuilder(ownerConnection).Username
        ?? throw new InvalidOperationException("ConnectionStrings__Postgres names no user (Username=…).");

    /// <summary>Every node that knows the owner's password derives the same ones, so none has to be stored.</summary>
    public string PasswordOf(string name)
    {
        var secret = new NpgsqlConnectionStringBuilder(ownerConnection).Password ?? "";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(RoleOf(name))));
    }

    public string ConnectionOf(string name)
    {
        if (configuration.GetConnectionString("Postgres" + name) is { Length: > 0 } given) return given;
        var connection = new NpgsqlConnectionStringBuilder(ownerConnection) { ApplicationName = $"switchhook {name}" };
        if (name == Owner) return connection.ToString();
        connection.Username = RoleOf(name);
        connection.Password = PasswordOf(name);
        // Prepared statements are the largest free win on the append path.
        connection.MaxAutoPrepare = 40;
        connection.AutoPrepareMinUsages = 2;
        connection.MaxPoolSize = Math.Min(connection.MaxPoolSize, 40);
        // Forced policies read app.tenant_id even where a policy for every row applies: it must exist.
        if (name is Worker or Audit) connection.Options = "-c app.tenant_id=";
        return connection.ToString();
    }

    public NpgsqlDataSource Open(string name) => new NpgsqlDataSourceBuilder(ConnectionOf(name)) { Name = name }.Build();
}
