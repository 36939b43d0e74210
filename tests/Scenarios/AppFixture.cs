using System.Net;
using System.Security.Cryptography;
using Alba;
using Marten;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Postgres;
using Switchhook.Scenarios;
using Xunit;

[assembly: AssemblyFixture(typeof(AppFixture))]
// Most of a scenario is waiting: for a message to be handled, a retry to come, a mail to arrive.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace Switchhook.Scenarios;

/// <summary>
/// The whole product, once for all scenarios: real PostgreSQL, real pages, the sandbox over a real socket. Every scenario brings its own
/// people.
/// </summary>
public class AppFixture : IAsyncLifetime
{
    readonly string data = Directory.CreateTempSubdirectory("switchhook-scenarios-").FullName;
    TestDatabase database = null!;
    LoopbackServer wire = null!;

    public IAlbaHost Host { get; private set; } = null!;
    protected string Connection => database.ConnectionString;
    public LogLines Log { get; } = new();

    /// <summary>What the product asks for, before it is made quick.</summary>
    public int HashIterations { get; private set; }
    public string MailFolder => Path.Combine(data, "mail");

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public NpgsqlDataSource Database(string role) => Host.Services.GetRequiredKeyedService<NpgsqlDataSource>(role);

    public IQuerySession Reading(string tenant) =>
        Host.Services.GetRequiredKeyedService<IDocumentStore>(DatabaseRole.Web).QuerySession(tenant);

    /// <summary>The tables of all schemas in which this text stands, be it in JSON, in a column or in the bytes of a message.</summary>
    public async Task<IReadOnlyList<string>> EverythingStoredAsync(string text)
    {
        await using var all = new NpgsqlConnection(database.SuperuserConnectionString);
        await all.OpenAsync();
        var tables = new List<string>();
        await using (
            var list = new NpgsqlCommand(
                "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' "
                    + "and n.nspname not in ('pg_catalog', 'information_schema')",
                all
            )
        )
        await using (var names = await list.ExecuteReaderAsync())
            while (await names.ReadAsync())
                tables.Add(names.GetString(0));
        var found = new List<string>();
        foreach (var table in tables)
        {
            await using var look = new NpgsqlCommand(
                $"""
                select exists (select from {table} t where position($1 in t::text) > 0
                    or position(encode(convert_to($1, 'UTF8'), 'hex') in t::text) > 0)
                """,
                all
            );
            look.Parameters.AddWithValue(text);
            if (await look.ExecuteScalarAsync() is true)
                found.Add(table);
        }
        return found;
    }

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await FillAsync(database, data);
        wire = await LoopbackServer.OpenAsync();
        Host = await AlbaHost.For<Program>(web =>
        {
            web.UseSetting("ConnectionStrings:Postgres", database.ConnectionString);
            web.UseSetting("DATA_DIR", data);
            web.UseSetting("PUBLIC_URL", wire.Address);
            web.UseSetting("Sandbox:Pace", "0.02");
            web.UseSetting("Agents:LookAgainSeconds", "2");
            web.UseSetting("Retell:BaseUrl", wire.Address + "/sandbox/retell");
            web.UseSetting("Retell:ApiKey", $"key_{Guid.NewGuid():N}");
            web.UseEnvironment("Development");
            web.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
            // Hundreds of people sign up here: what protects passwords would take most of the time.
            web.ConfigureServices(services =>
                services.PostConfigure<PasswordHasherOptions>(x => (HashIterations, x.IterationCount) = (x.IterationCount, 1))
            );
            Arrange(web);
        });
        wire.ForwardTo(Host.Server.CreateHandler());
    }

    /// <summary>What is there before the first start.</summary>
    protected virtual Task FillAsync(TestDatabase database, string data) => Task.CompletedTask;

    /// <summary>What a site of another kind has set differently.</summary>
    protected virtual void Arrange(IWebHostBuilder web) { }

    public BrowserSession Anonymous() => new(NewAddressHandler(), wire.Address);

    public BrowserSession SessionOf(string email) => new(NewAddressHandler(), wire.Address) { Email = email };

    /// <summary>A network of its own for everybody: limits are by network.</summary>
    public HttpMessageHandler NewAddressHandler()
    {
        var address = new IPAddress([10, .. RandomNumberGenerator.GetBytes(3)]);
        return Host.Server.CreateHandler(http => http.Connection.RemoteIpAddress = address);
    }

    /// <summary>Somebody new who has signed up, confirmed the address and signed in.</summary>
    /// <param name="zone">Where their browser is; by default it says nothing.</param>
    public async Task<BrowserSession> OwnerAsync(string? zone = null)
    {
        var owner = Anonymous();
        if (zone is not null)
            owner.IsIn(zone);
        await owner.SubmitAsync(await owner.GetAsync("/sign-up"), "main form", ("Email", owner.Email));
        var link = new Uri(await LinkMailedToAsync(owner.Email)).PathAndQuery;
        await owner.SubmitAsync(await owner.GetAsync(link), "main form", ("Password", owner.Password));
        var home = await owner.SubmitAsync(
            await owner.GetAsync("/sign-in"),
            "main form:has([name=Password])",
            ("Email", owner.Email),
            ("Password", owner.Password)
        );
        home.Words.ShouldContain("Create your agent");
        // So that what follows is all that is still to be told.
        await Eventually(async () => (await this.EventTypesOfAsync(owner.Email)).Contains("SignedIn"), "the sign-in is noted");
        return owner;
    }

    public async Task<BrowserSession> OwnerWithAgentAsync()
    {
        var owner = await OwnerAsync();
        var form = await owner.GetAsync("/agent/new");
        await owner.SubmitAsync(
            form,
            "main form",
            ("Name", "Reyes Dental front desk"),
            ("Brief", "Answer for Reyes Dental and book appointments."),
            ("AreaCode", "415")
        );
        await Eventually(
            async () => (await owner.GetAsync("/agent")).Words.Contains("+1 415 555", StringComparison.Ordinal),
            "the agent has its number"
        );
        return owner;
    }

    async Task<string> LinkMailedToAsync(string email)
    {
        await Eventually(() => Task.FromResult(LinksMailedTo(email).Count > 0), $"a mail reached {email}");
        return LinksMailedTo(email)[0];
    }

    public IReadOnlyList<string> LinksMailedTo(string email) =>
        !Directory.Exists(MailFolder)
            ? []
            :
            [
                .. from file in new DirectoryInfo(MailFolder).GetFiles("*.eml").OrderBy(x => x.Name)
                let mail = MimeKit.MimeMessage.Load(file.FullName)
                where mail.To.Mailboxes.Any(to => to.Address == email)
                let link = System.Text.RegularExpressions.Regex.Match(mail.TextBody ?? "", @"https?://\S+").Value
                where link.Length > 0
                select link,
            ];

    /// <summary>Looks until it is so; what durable messages do takes the time it takes.</summary>
    public static async Task Eventually(Func<Task<bool>> isSo, string what)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
            if (await isSo())
                return;
        throw new TimeoutException($"Not within a minute: {what}");
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await wire.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(data, recursive: true);
        GC.SuppressFinalize(this);
    }
}
