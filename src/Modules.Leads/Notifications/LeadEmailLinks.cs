using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Switchhook.Leads.Notifications;

public enum LeadAction
{
    Handled,
    Block,
}

/// <summary>What a link in a mail may do, for whoever has it.</summary>
public sealed record MailedLink(string Tenant, Guid LeadId, LeadAction Action, DateTimeOffset Ends)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public string Id => $"{LeadId:N}/{Action}/{Ends.ToUnixTimeSeconds()}";
}

/// <summary>Sealed, so that a link says nothing to whoever sees it, and a changed one is none.</summary>
public sealed class LeadEmailLinks(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("leads", "mailed-link");

    public string Path(MailedLink link) =>
        "/leads/mailed?t="
        + protector.Protect(
            string.Join(
                '|',
                link.Tenant,
                link.LeadId.ToString("N"),
                link.Action,
                link.Ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
            )
        );

    public MailedLink? Read(string? token)
    {
        if (token is null or { Length: > 1000 })
            return null;
        try
        {
            return protector.Unprotect(token).Split('|') is [var tenant, var lead, var action, var ends]
                ? new(
                    tenant,
                    Guid.ParseExact(lead, "N"),
                    Enum.Parse<LeadAction>(action),
                    DateTimeOffset.FromUnixTimeSeconds(long.Parse(ends, CultureInfo.InvariantCulture))
                )
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
