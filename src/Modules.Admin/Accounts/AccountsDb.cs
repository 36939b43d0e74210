using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.Sessions;
using Switchhook.Admin.SignUp;

namespace Switchhook.Admin.Accounts;

/// <summary>ASP.NET Core Identity's tables, in a schema and under a role of their own.</summary>
public partial class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public const string Schema = "accounts";

    public DbSet<FirstAdminLink> FirstAdminLinks => Set<FirstAdminLink>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<SignUpLink> SignUpLinks => Set<SignUpLink>();
    public DbSet<KnownNetwork> KnownNetworks => Set<KnownNetwork>();
    public DbSet<RateLimitCount> Limits => Set<RateLimitCount>();

    public static async Task MigrateAsync(string ownerConnection, CancellationToken stop)
    {
        await using var accounts = new AccountsDb(Options(ownerConnection));
        if ((await accounts.Database.GetPendingMigrationsAsync(stop)).Any())
            await accounts.Database.MigrateAsync(stop);
    }

    /// <summary>Outside the site's own services Identity must be told that there are passkeys.</summary>
    public static DbContextOptions<AccountsDb> Options(string connection) =>
        new DbContextOptionsBuilder<AccountsDb>()
            .UseApplicationServiceProvider(new ServiceCollection().Configure<IdentityOptions>(WithPasskeys).BuildServiceProvider())
            .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("migrations", Schema))
            .Options;

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.HasDefaultSchema(Schema);
        model.Entity<Account>().ToTable("accounts").HasIndex(x => new { x.CreatedAt, x.Id }).IsDescending();
        model
            .Entity<IdentityRole<Guid>>()
            .ToTable("roles")
            .HasData(
                Role("0198c0de-0000-7000-8000-000000000001", AccountRoles.Admin),
                Role("0198c0de-0000-7000-8000-000000000002", AccountRoles.Auditor)
            );
        model.Entity<IdentityUserRole<Guid>>().ToTable("account_roles");
        model.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims");
        // One person of an issuer per account, also when two come at once.
        model.Entity<IdentityUserLogin<Guid>>().ToTable("account_logins").HasIndex(x => new { x.UserId, x.LoginProvider }).IsUnique();
        model.Entity<IdentityUserToken<Guid>>().ToTable("account_tokens");
        model.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
        model.Entity<IdentityUserPasskey<Guid>>().ToTable("passkeys");
        model.Entity<FirstAdminLink>().ToTable("first_admin_links").HasKey(x => x.CodeHash);
        model.Entity<Session>().ToTable("sessions").HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId);
        var keys = model.Entity<ApiKey>().ToTable("api_keys");
        keys.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId);
        keys.HasIndex(x => x.Hash).IsUnique().HasFilter("revoked_at is null");
        var links = model.Entity<SignUpLink>().ToTable("sign_up_links");
        links.HasIndex(x => x.CodeHash).IsUnique();
        links.HasIndex(x => x.NormalizedEmail);
        var networks = model.Entity<KnownNetwork>().ToTable("known_networks");
        networks.HasKey(x => new { x.AccountId, x.Network });
        networks.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId);
        var limits = model.Entity<RateLimitCount>().ToTable("limits");
        limits.HasKey(x => new
        {
            x.LimitName,
            x.Address,
            x.Network,
        });
        limits.HasIndex(x => x.LastAt);
        foreach (var property in model.Model.GetEntityTypes().Where(x => !x.IsOwned()).SelectMany(x => x.GetProperties()))
            property.SetColumnName(HumpsOf().Replace(property.Name, "_$1").ToLowerInvariant());
    }

    public static void WithPasskeys(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    static IdentityRole<Guid> Role(string id, string name) =>
        new()
        {
            Id = Guid.Parse(id),
            Name = name,
            NormalizedName = name.ToUpperInvariant(),
            ConcurrencyStamp = id,
        };

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex HumpsOf();
}
