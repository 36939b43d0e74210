using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Switchhook.Admin.Access;

/// <summary>The passkey opens the account no longer.</summary>
public record DeletePasskey(Guid AccountId, string PasskeyId);

public static class DeletePasskeyHandler
{
    public static async Task Handle(
        DeletePasskey passkey,
        [FromKeyedServices("accounts")] NpgsqlDataSource accounts,
        CancellationToken stop
    )
    {
        await using var drop = accounts.CreateCommand("delete from accounts.passkeys where user_id = $1 and credential_id = $2");
        foreach (var value in (object[])[passkey.AccountId, Base64Url.DecodeFromChars(passkey.PasskeyId)])
            drop.Parameters.Add(new() { Value = value });
        await drop.ExecuteNonQueryAsync(stop);
    }
}
