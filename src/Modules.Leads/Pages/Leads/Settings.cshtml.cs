using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Notifications;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

[Authorize]
public class SettingsModel(IQuerySession leads, IMessageBus bus) : PageModel
{
    [BindProperty]
    public NotificationMode Mail { get; set; }

    [BindProperty]
    public int Hour { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Saved { get; set; }

    [BindProperty]
    public string? OwnNumbers { get; set; }

    public UserTimeZone Zone { get; private set; } = UserTimeZone.Utc;
    public IReadOnlyList<string> AgentNumbers { get; private set; } = [];
    public string? NumbersError { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var preferences = await NotificationPreferences.ReadAsync(leads, stop);
        (Mail, Hour, Zone) = (preferences.Mail, preferences.Hour, preferences.Zone());
        var numbers = await BusinessNumbers.ReadAsync(leads, stop);
        OwnNumbers ??= string.Join('\n', numbers.Named.Select(x => PhoneNumber.Display(x)));
        AgentNumbers = [.. numbers.All().Except(numbers.Named)];
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
            (OwnNumbers, NumbersError) = (OwnNumbers ?? "", refused.Message);
            await OnGetAsync(stop);
            return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        await bus.InvokeAsync(new ChangeNotificationPreferences(Mail, Hour), stop);
        return Redirect("/leads/settings?saved=true");
    }
}
