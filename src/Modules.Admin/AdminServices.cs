using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin;

public static class AdminComposition
{
    public static void AddAdmin(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        services.AddDbContext<AccountsDb>((provider, options) => options.UseNpgsql(provider.GetRequiredKeyedService<NpgsqlDataSource>(AccountsDb.Schema)));
        services.AddIdentityCore<Account>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
                options.SignIn.RequireConfirmedEmail = true;
                AccountsDb.WithPasskeys(options);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AccountsDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<Principals>();
        services.Replace(ServiceDescriptor.Scoped<IPasswordValidator<Account>, Passwords>());
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 220_000);
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromHours(3));
        services.AddSingleton<Limits>();
        services.AddSingleton<KnownNetworks>();
        services.AddSingleton<HashTurns>();
        services.AddScoped<SignInLimits>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<PasswordProof>();
        services.AddScoped<EndAccess>();
        services.AddSingleton<IMailedLinks, MailedLinks>();
        services.AddSingleton(SignUpSettings.Of(builder.Configuration));
        services.AddScoped<SignUps>();
        services.AddScoped<Devices>();
        services.AddScoped<Home>();
        services.AddScoped<FrontDoor>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<Passkeys>();
        services.AddScoped<PasskeyDoor>();
        services.AddScoped<NewAccounts>();
        services.AddScoped<ApiKeys>();
        services.AddSingleton<ApiKeyCheck>();
        services.AddScoped<IssuerAccounts>();

        services.AddScoped<FirstAdmin>();
        services.AddHostedService<Announcement>();

        services.AddSingleton<MailFolder>();
        services.AddSingleton<MailServer>();
        services.AddScoped<MailLimit>();
        services.AddSingleton<OutboxClaims>();
        services.AddScoped<IExported, ExportedAccount>();
        services.AddScoped<IExported, ExportedAccess>();
        services.AddScoped<IExported, ExportedMails>();
        services.AddHostedService<MailNotice>();
        services.AddSingleton<FailedMessages>();
        services.AddSingleton<MessageWatch>().AddHostedService(provider => provider.GetRequiredService<MessageWatch>());
        services.AddHealthChecks().AddCheck<MailHealth>("mail").AddCheck<MessageHealth>("messages");
        services.AddSingleton(new Replayable("account", typeof(Standing)));
        services.AddSingleton(new Replayable("audit", typeof(Looks)));
        services.ConfigureWolverine(options =>
        {
            options.CodeGeneration.AlwaysUseServiceLocationFor<UserManager<Account>>();
            options.CodeGeneration.AlwaysUseServiceLocationFor<SignUps>();
            options.CodeGeneration.AlwaysUseServiceLocationFor<SignInLimits>();
        });
    }

    public static void MapAdmin(this IEndpointRouteBuilder app) => PasskeyOptions.Map(app);
}
