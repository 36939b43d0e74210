using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Http;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Notifications;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

[Authorize]
public class SettingsModel(IQuerySession leads, IMessageBus bus) : PageModel
{
    [BindProperty] public NotificationMode Mail { get; set; }
    [BindProperty] public int Hour { get; set; }
    [BindProperty(SupportsGet = true)] public bool Saved { get; set; }

    [BindProperty] public string? OwnNumbers { get; set; }

    public UserTimeZone Zone { get; private set; } = UserTimeZone.Utc;
    public IReadOnlyList<string> KnownLines { get; private set; } = [];
    public string? WrongLines { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var wish = await NotificationPreferences.ReadAsync(leads, stop);
        (Mail, Hour, Zone) = (wish.Mail, wish.Hour, wish.Zone());
        var lines = await BusinessNumbers.ReadAsync(leads, stop);
        OwnNumbers ??= string.Join('\n', lines.Named.Select(x => PhoneNumber.Display(x)));
        KnownLines = [.. lines.All().Except(lines.Named)];
    }

    public async Task<IActionResult> OnPostLinesAsync(CancellationToken stop)
    {
        try
        {
            await bus.InvokeAsync(new SetBusinessNumbers(OwnNumbers), stop);
            return Redirect("/leads/settings?saved=true");
        }
        catch (Refused refused)
        {
            (OwnNumbers, WrongLines) = (OwnNumbers ?? "", refused.Message);
            await OnGetAsync(stop);
            return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return BadRequest();
        await bus.InvokeAsync(new ChangeNotificationPreferences(Mail, Hour), stop);
        return Redirect("/leads/settings?saved=true");
    }
}
