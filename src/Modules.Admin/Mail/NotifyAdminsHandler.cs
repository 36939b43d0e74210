using System.Net;
using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Mail;

/// <summary>A mail to each administrator, at most one a day about the same.</summary>
public static class NotifyAdminsHandler
{
    public static async Task<OutgoingMessages> Handle(NotifyAdmins command, UserManager<Account> accounts, DateTimeOffset now)
    {
        var key = $"operator/{command.About}/{now:yyyy-MM-dd}";
        var html = string.Concat(
            command.Text.ReplaceLineEndings("\n").Split("\n\n").Select(x => $"<p>{WebUtility.HtmlEncode(x.Trim())}</p>")
        );
        return
        [
            .. (await accounts.GetUsersInRoleAsync(AccountRoles.Admin)).Select(x =>
                new MailOwner(key, command.Subject, command.Text, html).WithTenantId($"{x.Id}")
            ),
        ];
    }
}
