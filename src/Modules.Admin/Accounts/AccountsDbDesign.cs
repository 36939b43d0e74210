using Microsoft.EntityFrameworkCore.Design;

namespace Switchhook.Admin.Accounts;

/// <summary>
/// For `dotnet ef migrations add Name --project src/Modules.Admin -o Accounts/Migrations`; it reads the model, not a database.
/// </summary>
public class AccountsDbDesign : IDesignTimeDbContextFactory<AccountsDb>
{
    public AccountsDb CreateDbContext(string[] args) => new(AccountsDb.Options("Host=localhost;Database=design"));
}
