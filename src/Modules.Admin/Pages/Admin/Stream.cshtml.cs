using System.Text.Json.Nodes;
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
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

[Authorize(Roles = AccountRoles.Auditor)]
public class StreamModel(
    AccountsDb accounts,
    [FromKeyedServices(DatabaseRole.Audit)] NpgsqlDataSource audit,
    [FromKeyedServices(DatabaseRole.Audit)] IDocumentStore store,
    IEnumerable<AuditedStream> kinds,
    IMessageBus bus
) : PageModel
{
    [FromRoute]
    public Guid Owner { get; set; }

    [FromRoute(Name = "stream")]
    public string Key { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public long? Version { get; set; }

    public StreamEvents Stream { get; private set; } = null!;
    public string Held { get; private set; } = "";

    /// <summary>Null when nobody says what such a stream amounts to.</summary>
    public IReadOnlyList<StateRow>? State { get; private set; }
    public ActorNames Whose { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await StreamEvents.ReadAsync(audit, Owner, Key, Version, stop) is not { } stream)
            return NotFound();
        await bus.InvokeAsync(new RecordAccess(User.AccountId(), new StreamReplayed(Owner, Key, stream.Chosen.Version)), stop);
        Stream = stream;
        var kind = kinds.FirstOrDefault(x => x.Kind == StreamKind.Of(Key));
        Held = RedactedJson.Pretty(JsonNode.Parse(stream.Chosen.Json!), kind?.Credentials ?? []);
        if (kind is not null)
            State = StateRow.Compare(
                await StreamStateReader.ReadAsync(store, kind, Owner, Key, stream.Chosen.Version - 1, stop),
                await StreamStateReader.ReadAsync(store, kind, Owner, Key, stream.Chosen.Version, stop),
                kind.Credentials
            );
        Whose = await ActorNames.ReadAsync(accounts, [Owner.ToString(), .. stream.Events.Select(x => x.Actor)], stop);
        return Page();
    }
}
