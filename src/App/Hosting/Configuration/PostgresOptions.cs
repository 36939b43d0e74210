using Npgsql;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("Postgres")]
public sealed class PostgresOptions
{
    /// <summary>Roles belong to the whole server: two installations on one server need two prefixes.</summary>
    [Matches("^[a-z_][a-z0-9_]{0,49}$", "a name of at most 50 small letters, digits and underscores that begins with a letter")]
    public string RolePrefix { get; set; } = "switchhook";
}

/// <summary>A database of one's own, and logins of one's own for its roles.</summary>
[OptionsSection("ConnectionStrings")]
public sealed class ConnectionStringsOptions
{
    const string Form = "a connection string such as Host=db.example.com;Database=switchhook;Username=switchhook;Password=…";

    [ConnectionString(Form), Secret]
    public string? Postgres { get; set; }

    [ConnectionString(Form), Secret]
    public string? PostgresWorker { get; set; }

    [ConnectionString(Form), Secret]
    public string? PostgresWeb { get; set; }

    [ConnectionString(Form), Secret]
    public string? PostgresAudit { get; set; }

    [ConnectionString(Form), Secret]
    public string? PostgresAccounts { get; set; }
}

/// <summary>One that names a host and a user.</summary>
sealed class ConnectionStringAttribute(string form) : SettingConstraintAttribute
{
    public string Form => form;

    public override string Expected => form;

    protected override bool Fits(object value)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder((string)value) is { Host: not null, Username: not null };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
