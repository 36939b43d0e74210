using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ExternalLogins;
using Switchhook.Admin.Mail;
using Switchhook.BuildingBlocks;
using Wolverine;

namespace Switchhook.Admin.ApiKeys;

/// <summary>
/// The keys of an account, as its owner manages them. What was decided is committed with a message that enforces it; here that is not
/// waited for but done.
/// </summary>
public sealed class ApiKeyStore(AccountsDb accounts, IMessageBus bus, MailSettings mail)
{
    public async Task<IReadOnlyList<ApiKey>> OfAsync(Guid account) =>
        await accounts
            .ApiKeys.AsNoTracking()
            .Where(x => x.AccountId == account && x.RevokedAt == null)
            .OrderByDescending(x => x.CreatedAt)
            .ToListAsync();

    /// <param name="nonce">Of the form: sent twice, it is one key.</param>
    /// <returns>The secret, this once; null when it was shown before.</returns>
    public async Task<string?> CreateAsync(Guid account, Guid nonce, string name, string scope)
    {
        var keyId = DeterministicId.Of("api key", $"{account:D}", nonce);
        var secret = ApiSecret.New();
        var hash = ApiSecret.Hash(secret)!;
        var email = await accounts.Users.Where(x => x.Id == account).Select(x => x.Email!).SingleAsync();
        await bus.InvokeAsAsync(account, new CreateApiKey(account, keyId, name, scope, hash, email, mail.Link("/account/keys")));
        await bus.InvokeAsAsync(account, new StoreApiKey(account, keyId, name.Trim(), scope, hash));
        return await accounts.ApiKeys.AnyAsync(x => x.Id == keyId && x.AccountId == account && x.Hash == hash && x.RevokedAt == null)
            ? secret
            : null;
    }

    public async Task<IReadOnlyList<string>> IssuersOfAsync(Guid account) =>
        await accounts.UserLogins.Where(x => x.UserId == account).Select(x => x.LoginProvider).ToListAsync();

    public async Task UnlinkAsync(Guid account, string issuer)
    {
        await bus.InvokeAsAsync(account, new UnlinkExternalLogin(account, issuer));
        await bus.InvokeAsAsync(account, new DeleteExternalLogin(account, issuer));
    }

    public Task ReadmitAsync(Guid account, string issuer) => bus.InvokeAsAsync(account, new AllowExternalLogin(account, issuer));

    public async Task RevokeAsync(Guid account, Guid keyId)
    {
        if (!await accounts.ApiKeys.AnyAsync(x => x.Id == keyId && x.AccountId == account))
            return;
        await bus.InvokeAsAsync(account, new RevokeApiKey(account, keyId));
        await bus.InvokeAsAsync(account, new DisableApiKey(account, keyId));
    }
}
