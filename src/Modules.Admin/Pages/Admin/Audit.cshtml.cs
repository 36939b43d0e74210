using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Audit;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.Users;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Paging;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>
/// An admin who is no auditor does not get in: the streams hold what callers said, and running the platform does not need that.
/// Nobody can give the role to themselves, so somebody else always knows who reads.
/// </summary>
[Authorize(Roles = AccountRoles.Auditor)]
public class AuditModel(
    AccountsDb accounts,
    [FromKeyedServices(DatabaseRole.Audit)] NpgsqlDataSource audit,
    IQuerySession own,
    IMessageBus bus
) : PageModel
{
    const int MostOwners = 20;

    [BindProperty(SupportsGet = true)]
    public Guid? Owner { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public StreamFilter Filter { get; private set; } = null!;
    public StreamList? Streams { get; private set; }
    public IReadOnlyList<Account>? Owners { get; private set; }
    public IReadOnlyList<AuditLogEntry> LogEntries { get; private set; } = [];
    public ActorNames Whose { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Filter = StreamFilter.Of(Kind, Owner, Id, new(After, Before));
        if (!Filter.AsksForNothing)
        {
            Streams = await StreamList.ReadAsync(audit, Filter, stop);
            await RecordAccessAsync(new StreamsSearched(Filter.Kind, Filter.Owner, Filter.Id, Streams.Page.Rows.Count), stop);
        }
        await FillAsync(stop);
    }

    /// <summary>An address becomes its owner's id here, so that none ever stands in a URL.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Filter = StreamFilter.Of(null, null, null, PageCursor.Top);
        if (string.IsNullOrWhiteSpace(Words))
            return Redirect("/audit");
        if (StreamFilter.IdIn(Words.Trim()) is { } id)
            return Redirect((Filter with { Id = id }).Url);
        Owners = await accounts.Users.WithAddressLikeAsync(Words.Trim(), MostOwners, stop);
        await RecordAccessAsync(new OwnersSearched([.. Owners.Select(x => x.Id)]), stop);
        if (Owners is [var only])
            return Redirect((Filter with { Owner = only.Id }).Url);
        await FillAsync(stop);
        return Page();
    }

    Task RecordAccessAsync(AuditedAccess look, CancellationToken stop) => bus.InvokeAsync(new RecordAccess(User.AccountId(), look), stop);

    async Task FillAsync(CancellationToken stop)
    {
        LogEntries = await AuditLogEntry.NewestAsync(own, User.AccountId(), stop);
        Whose = await ActorNames.ReadAsync(
            accounts,
            [
                Filter.Owner?.ToString(),
                .. Streams?.Page.Rows.Select(x => x.Owner.ToString()) ?? [],
                .. LogEntries.Select(x => x.About?.ToString()),
            ],
            stop
        );
    }
}
