using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.Audit;
using Switchhook.Admin.ExternalLogins;
using Switchhook.Admin.Mail;
using Switchhook.Admin.Messages;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.Sessions;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.SignUp;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin;

public static class AdminSetup
{
    public static void AddAdmin(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        services.AddDbContext<AccountsDb>(
            (provider, options) => options.UseNpgsql(provider.GetRequiredKeyedService<NpgsqlDataSource>(AccountsDb.Schema))
        );
        services
            .AddIdentityCore<Account>(options =>
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
            .AddClaimsPrincipalFactory<AccountClaimsPrincipalFactory>();
        services.Replace(ServiceDescriptor.Scoped<IPasswordValidator<Account>, PasswordRules>());
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 220_000);
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromHours(3));
        services.AddSingleton<RateLimitStore>();
        services.AddSingleton<KnownNetworks>();
        services.AddSingleton<PasswordHashQueue>();
        services.AddScoped<SignInLimits>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<PasswordVerification>();
        services.AddScoped<AccessRevocation>();
        services.AddSingleton<IMailedLinks, MailedLinks>();
        services.AddSingleton(SignUpSettings.Of(builder.Configuration));
        services.AddScoped<SignUpLinks>();
        services.AddScoped<SessionStore>();
        services.AddScoped<AccountTimeZone>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<Passkeys>();
        services.AddScoped<PasskeySignIn>();
        services.AddScoped<AccountRegistration>();
        services.AddScoped<ApiKeyStore>();
        services.AddSingleton<ApiKeyCheck>();
        services.AddSingleton<ExternalLoginLinks>();
        services.AddScoped<ExternalLoginAccounts>();

        services.AddScoped<FirstAdmin>();
        services.AddHostedService<StartupAnnouncement>();

        services.AddSingleton<MailFolder>();
        services.AddSingleton<MailServer>();
        services.AddScoped<MailLimit>();
        services.AddSingleton<OutboxLeases>();
        services.AddScoped<IDataExport, ExportedAccount>();
        services.AddScoped<IDataExport, ExportedAccess>();
        services.AddScoped<IDataExport, ExportedMails>();
        services.AddHostedService<MailConfigurationWarning>();
        services.AddSingleton<FailedMessages>();
        services.AddSingleton<MessageMonitor>().AddHostedService(provider => provider.GetRequiredService<MessageMonitor>());
        services.AddHealthChecks().AddCheck<MailHealth>("mail").AddCheck<MessageHealth>("messages");
        services.AddSingleton(new AuditedStream("account", typeof(AccountState)));
        services.AddSingleton(new AuditedStream("audit", typeof(AuditLog)));
        services.ConfigureWolverine(options =>
        {
            options.CodeGeneration.AlwaysUseServiceLocationFor<UserManager<Account>>();
            options.CodeGeneration.AlwaysUseServiceLocationFor<SignUpLinks>();
            options.CodeGeneration.AlwaysUseServiceLocationFor<SignInLimits>();
        });
    }

    public static void MapAdmin(this IEndpointRouteBuilder app) => PasskeyOptions.Map(app);
}
