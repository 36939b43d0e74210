using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Contracts;
using Switchhook.Leads.Qualification;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

[Authorize]
public class RuleModel(IQuerySession leads, IMessageBus bus, TimeProvider time) : PageModel
{
    [BindProperty]
    public RuleForm Rule { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public CurrentRule? Own { get; private set; }
    public RulePreview? Preview { get; private set; }
    public IReadOnlyList<string> KnownFields { get; private set; } = [];

    public async Task OnGetAsync(int? version, CancellationToken stop)
    {
        await ReadAsync(stop);
        var now = Own?.Rule ?? QualificationRule.Default;
        // A former rule is looked at as a change of today's.
        Rule = RuleForm.Of(
            version == QualificationRule.Default.Version
                ? QualificationRule.Default
                : Own?.Former.FirstOrDefault(x => x.Rule.Version == version)?.Rule ?? now
        );
        Rule.Version = now.Version;
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken stop)
    {
        await ReadAsync(stop);
        if (Unreadable() is { } unreadable)
            return unreadable;
        if (Rule.Rule().ValidationError() is { } fault)
            return Wrong(fault);
        Preview = await RulePreview.ReadAsync(leads, Rule.Rule() with { Version = Rule.Version + 1 }, time.GetUtcNow(), stop);
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken stop)
    {
        if (Rule.ValidationErrors().Count > 0)
        {
            await ReadAsync(stop);
            return Unreadable()!;
        }
        try
        {
            await bus.InvokeAsync(new ChangeQualificationRule(Rule.Rule()), stop);
            return Redirect("/leads/rule?done=true");
        }
        catch (Refused refused)
        {
            await ReadAsync(stop);
            return Wrong(refused.Message);
        }
    }

    PageResult? Unreadable()
    {
        var wrong = Rule.ValidationErrors();
        foreach (var (field, sentence) in wrong)
            ModelState.AddModelError(field, sentence);
        return wrong.Count == 0 ? null : new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    PageResult Wrong(string sentence)
    {
        ModelState.AddModelError("", sentence);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    async Task ReadAsync(CancellationToken stop)
    {
        Own = await leads.LoadAsync<CurrentRule>(CurrentRule.Stream, stop);
        KnownFields = await KnownAnalysisFields.ReadAsync(leads, stop);
    }
}
