using System.Text;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Contracts;
using Switchhook.Leads.ImportExport;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

[Authorize, RequestSizeLimit(2 * 1024 * 1024)]
public class ImportModel(IQuerySession leads, IMessageBus bus, TimeProvider time) : PageModel
{
    [BindProperty]
    public IFormFile? Sheet { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid ImportId { get; set; }

    public ImportPlan? Plan { get; private set; }
    public ImportResult? Done { get; private set; }

    public void OnGet(int? made, int? joined) => Done = made is null ? null : new(made.Value, joined ?? 0);

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken stop)
    {
        if (Sheet is { Length: > ImportFile.MostBytes })
            return Wrong($"A file may have up to {ImportFile.MostBytes / 1024} kB.");
        if (Sheet is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream(), new UTF8Encoding(false, throwOnInvalidBytes: true));
            try
            {
                Text = await reader.ReadToEndAsync(stop);
            }
            catch (DecoderFallbackException)
            {
                return Wrong("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.");
            }
        }
        var sheet = ImportFile.Read(Text);
        if (sheet.Fault is { } fault)
            return Wrong(fault);
        ImportId = Guid.CreateVersion7(time.GetUtcNow());
        Plan = await ImportPlan.ReadAsync(leads, sheet.Rows, stop);
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken stop)
    {
        if (ImportId == Guid.Empty)
            return BadRequest();
        try
        {
            var done = await bus.InvokeAsync<ImportResult>(new ImportLeads(ImportId, Text ?? ""), stop, TimeSpan.FromSeconds(60));
            return Redirect($"/leads/import?made={done.New}&joined={done.Joined}");
        }
        catch (Refused refused)
        {
            return Wrong(refused.Message);
        }
    }

    PageResult Wrong(string sentence)
    {
        ModelState.AddModelError(nameof(Text), sentence);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
