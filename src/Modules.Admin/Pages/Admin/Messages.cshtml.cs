using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Messages;
using Switchhook.Admin.SignIn;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>Messages that were given up: which, why and when, to be retried or discarded.</summary>
[Authorize(Roles = AccountRoles.Admin)]
public partial class MessagesModel(FailedMessages failed, MessageMonitor monitor, ILogger<MessagesModel> log) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int? Retried { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Discarded { get; set; }

    public int Count { get; private set; }
    public IReadOnlyList<FailedMessage> Messages { get; private set; } = [];
    public string? Done =>
        Discarded
            ? "Discarded."
            : Retried switch
            {
                null => null,
                1 => "The message is being retried.",
                var many => $"{many} messages are being retried.",
            };

    public async Task OnGetAsync(CancellationToken stop) => (Count, Messages) = await failed.ReadAsync(stop);

    public async Task<IActionResult> OnPostReplayAsync(Guid[] id, CancellationToken stop)
    {
        await failed.ReplayAsync(id, stop);
        LogReplayed(log, id.Length, User.AccountId());
        await monitor.RefreshAsync(stop);
        return Redirect($"/admin/messages?retried={id.Length}");
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid[] id, CancellationToken stop)
    {
        await failed.DiscardAsync(id, stop);
        LogDiscarded(log, id.Length, User.AccountId());
        await monitor.RefreshAsync(stop);
        return Redirect("/admin/messages?discarded=true");
    }

    [LoggerMessage(LogLevel.Information, "{Count} failed messages are retried at the request of {Admin}")]
    static partial void LogReplayed(ILogger log, int count, Guid admin);

    [LoggerMessage(LogLevel.Warning, "{Count} failed messages were discarded by {Admin}")]
    static partial void LogDiscarded(ILogger log, int count, Guid admin);
}
