using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;
using Switchhook.Postgres;
using Switchhook.Scenarios;

namespace Switchhook.Chaos;

/// <summary>A database, a pretend Retell and the app between them, with waits short enough to sit through.</summary>
public sealed class ChaosEnvironment : IAsyncDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("switchhook-chaos-").FullName;
    readonly TestDatabase database;
    readonly List<AppProcess> apps = [];
    readonly Dictionary<string, string> environment;

    // One hash for all, and a quick one: who they are is not what is tried here.
    static readonly string Hash = new PasswordHasher<Account>(
        Options.Create(new PasswordHasherOptions { IterationCount = 1 })
    ).HashPassword(new(), Password);

    public const string Password = "correct horse 42 battery";

    /// <summary>
    /// Between two looks into Retell's lists. Everything late or lagging comes within two of them, as in life within two minutes.
    /// </summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(2),
        AnswerWithin = TimeSpan.FromSeconds(5);

    ChaosEnvironment(TestDatabase database, PretendRetell retell)
    {
        (this.database, Retell, Owner) = (database, retell, NpgsqlDataSource.Create(database.ConnectionString));
        Worker = NpgsqlDataSource.Create(
            new Databases(database.ConnectionString, new ConfigurationBuilder().Build()).ConnectionOf(DatabaseRole.Worker)
                + ";Pooling=false"
        );
        environment = new()
        {
            ["DATA_DIR"] = data,
            ["ConnectionStrings__Postgres"] = database.ConnectionString,
            ["Sandbox__Enabled"] = "false",
            ["Retell__BaseUrl"] = retell.Url,
            ["Retell__ApiKey"] = PretendRetell.Key,
            ["Agents__LookAgainSeconds"] = $"{Look.TotalSeconds}",
            ["Agents__AnswerWithinSeconds"] = $"{AnswerWithin.TotalSeconds}",
            ["Logging__LogLevel__Default"] = "Warning",
        };
    }

    public PretendRetell Retell { get; }
    public NpgsqlDataSource Owner { get; }

    /// <summary>Sees every tenant's rows; the owner of the tables sees none.</summary>
    public NpgsqlDataSource Worker { get; }
    public AppProcess App => apps[0];

    public static async Task<ChaosEnvironment> PrepareAsync(params (string Name, string Value)[] settings)
    {
        var environment = new ChaosEnvironment(await TestDatabase.CreateAsync(), await PretendRetell.OpenAsync());
        foreach (var (name, value) in settings)
            environment.environment[name] = value.Replace("{database}", environment.database.ConnectionString, StringComparison.Ordinal);
        await environment.StartAnotherAsync();
        return environment;
    }

    public async Task<AppProcess> StartAnotherAsync()
    {
        var app = new AppProcess(environment);
        await app.StartAsync();
        apps.Add(app);
        return app;
    }

    /// <summary>The site once more, with another key of Retell's. Throws what it said when it does not start.</summary>
    public async Task<AppProcess> StartWithKeyAsync(string key)
    {
        var app = new AppProcess(new Dictionary<string, string>(environment) { ["Retell__ApiKey"] = key });
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops, copies database and data folder as a backup and a restore would, and goes on beside the copy.</summary>
    public async Task<Copy> CopyAsync()
    {
        await App.EndAsync();
        Owner.Clear();
        var name = await database.CopyAsync();
        var folder = Directory.CreateTempSubdirectory("switchhook-copy-").FullName;
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        await App.StartAsync();
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = name }.ConnectionString;
        var copied = new AppProcess(
            new Dictionary<string, string>(environment) { ["DATA_DIR"] = folder, ["ConnectionStrings__Postgres"] = connection }
        );
        await copied.StartAsync();
        return new Copy(
            copied,
            NpgsqlDataSource.Create(connection),
            NpgsqlDataSource.Create(
                new Databases(connection, new ConfigurationBuilder().Build()).ConnectionOf(DatabaseRole.Worker) + ";Pooling=false"
            ),
            folder,
            () => database.DropAsync(name)
        );
    }

    /// <summary>Somebody with an account, signed in at each of the apps they visit.</summary>
    public async Task<Customer> CustomerAsync()
    {
        var (id, email) = await AccountAsync(Owner);
        return new Customer(id, await EnterAsync(email, App));
    }

    public static async Task<(Guid Id, string Email)> AccountAsync(NpgsqlDataSource owner)
    {
        var (id, email) = (Guid.CreateVersion7(), $"person-{Guid.NewGuid():N}@example.com");
        await using var insert = owner.CreateCommand(
            """
            insert into accounts.accounts (id, created_at, user_name, normalized_user_name, email, normalized_email, email_confirmed,
                password_hash,
                security_stamp, concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ($1, now(), $2, upper($2), $2, upper($2), true, $3, $4, $4, false, false, true, 0)
            """
        );
        insert.Parameters.AddWithValue(id);
        insert.Parameters.AddWithValue(email);
        insert.Parameters.AddWithValue(Hash);
        insert.Parameters.AddWithValue(Guid.NewGuid().ToString("N"));
        await insert.ExecuteNonQueryAsync();
        return (id, email);
    }

    /// <summary>A key of theirs, as the account page makes it.</summary>
    public async Task<string> KeyAsync(Customer customer)
    {
        var secret = ApiSecret.New();
        await using var insert = Owner.CreateCommand(
            "insert into accounts.api_keys (id, account_id, name, scope, hash, created_at) values ($1, $2, 'races', 'write', $3, now())"
        );
        foreach (var value in (object[])[Guid.CreateVersion7(), customer.Tenant, ApiSecret.Hash(secret)!])
            insert.Parameters.AddWithValue(value);
        await insert.ExecuteNonQueryAsync();
        return secret;
    }

    public static async Task<BrowserSession> EnterAsync(string email, AppProcess app)
    {
        var visitor = new BrowserSession(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, app.Address)
        {
            Email = email,
            Password = Password,
        };
        // The door lets only a few in at once and asks the others to come again.
        for (var tries = 0; tries < 20; tries++)
        {
            var home = await visitor.SubmitAsync(
                await visitor.GetAsync("/sign-in"),
                "main form:has([name=Password])",
                ("Email", email),
                ("Password", Password)
            );
            if (home.Path == "/")
                return visitor;
        }
        throw new InvalidOperationException("Nobody could sign in.");
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = Worker.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await rows.ReadAsync())
            found.Add(read(rows));
        return found;
    }

    /// <summary>What the app had open when it was killed: a role may end its own sessions.</summary>
    public async Task EndSessionsAsync()
    {
        await using var end = Worker.CreateCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user "
                + "and pid <> pg_backend_pid()"
        );
        await end.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps)
            await app.DisposeAsync();
        await Retell.DisposeAsync();
        await Owner.DisposeAsync();
        await Worker.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
