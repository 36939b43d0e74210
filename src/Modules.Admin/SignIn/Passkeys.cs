using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.SignIn;

/// <summary>The passkeys of an account. Each opens it alone, so its owner hears of every one that comes or goes.</summary>
public sealed class Passkeys(UserManager<Account> accounts, SignInManager<Account> signIn, IMessageBus bus, MailSettings mail)
{
    public const int Most = 20,
        LongestName = 60;

    public static string Id(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    public async Task AddAsync(Account account, string? name, string? credential)
    {
        var named = Name(name);
        if ((await accounts.GetPasskeysAsync(account)).Count >= Most)
            throw new Refused($"An account holds at most {Most} passkeys. Remove one that you no longer use.");
        var passkey = await ProvenAsync(account, credential);
        passkey.Name = named;
        (await accounts.AddOrUpdatePasskeyAsync(account, passkey)).OrThrow();
        await bus.InvokeAsAsync(account.Id, new RecordPasskeyAdded(account.Id, Id(passkey)));
        await bus.PublishAsync(AccountEmails.PasskeyAdded(account.Email!, named, mail.Link("/account")));
    }

    public async Task RenameAsync(Account account, string? id, string? name)
    {
        var (passkey, named) = (await FindAsync(account, id), Name(name));
        if (passkey.Name == named)
            return;
        passkey.Name = named;
        (await accounts.AddOrUpdatePasskeyAsync(account, passkey)).OrThrow();
        await bus.InvokeAsAsync(account.Id, new RecordPasskeyRenamed(account.Id, Id(passkey)));
    }

    public async Task RemoveAsync(Account account, string? id)
    {
        var passkey = await FindAsync(account, id);
        if (account.PasswordHash is null && (await accounts.GetPasskeysAsync(account)).Count == 1)
            throw new Refused("This passkey is your only way in. Choose a password or add another passkey first.");
        (await accounts.RemovePasskeyAsync(account, passkey.CredentialId)).OrThrow();
        await bus.InvokeAsAsync(account.Id, new RecordPasskeyRemoved(account.Id, Id(passkey)));
        await bus.PublishAsync(AccountEmails.PasskeyRemoved(account.Email!, passkey.Name ?? "", mail.Link("/account")));
    }

    async Task<UserPasskeyInfo> ProvenAsync(Account account, string? credential)
    {
        const string unproven = "The passkey could not be checked: too much time passed, or it was not made for this account. Try again.";
        if (string.IsNullOrWhiteSpace(credential))
            throw new Refused("Your browser sent no passkey. It needs scripts for that, and a browser that knows passkeys.");
        try
        {
            var proof = await signIn.PerformPasskeyAttestationAsync(credential);
            return proof.Succeeded && proof.UserEntity.Id == account.Id.ToString() ? proof.Passkey : throw new Refused(unproven);
        }
        // Nothing was asked for, or too long ago: there is no challenge that this could answer.
        catch (InvalidOperationException)
        {
            throw new Refused(unproven);
        }
    }

    async Task<UserPasskeyInfo> FindAsync(Account account, string? id)
    {
        var credential = Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
        return await accounts.GetPasskeyAsync(account, credential) ?? throw new Refused("This passkey is no longer there.");
    }

    static string Name(string? typed) =>
        typed?.Trim() switch
        {
            null or "" => throw new Refused("Give the passkey a name, such as the device it is on."),
            { Length: > LongestName } => throw new Refused($"A passkey's name has at most {LongestName} characters."),
            var name when name.Any(char.IsControl) => throw new Refused("A passkey's name is one line of text."),
            var name => name,
        };
}
