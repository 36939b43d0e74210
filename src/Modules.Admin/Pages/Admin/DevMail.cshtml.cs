using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.Mail;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous]
public class DevMailModel(MailSettings settings, MailFolder folder) : PageModel
{
    public IReadOnlyList<SavedEmail> Mails { get; private set; } = [];
    public SavedEmail? Mail { get; private set; }

    public IActionResult OnGet(string? name)
    {
        if (!settings.Readable)
            return NotFound();
        if (name is null)
            Mails = [.. folder.Newest(100)];
        else if ((Mail = folder.Find(name)) is null)
            return NotFound();
        return Page();
    }
}
