using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.ImportExport;

/// <param name="ImportId">Made with the preview: the same file confirmed twice is imported once.</param>
public record ImportLeads(Guid ImportId, string Text) : PersonalData;

public record ImportResult(int New, int Joined);

public static class ImportLeadsHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task<ImportResult> Handle(ImportLeads command, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var sheet = ImportFile.Read(command.Text);
        if (sheet.Fault is { } fault)
            throw new Refused(fault);
        var plan = await ImportPlan.ReadAsync(session, sheet.Rows, stop);
        var done = new ImportResult(0, 0);
        foreach (var (row, known) in plan.Steps.Where(x => x.Row.Fault is null))
        {
            var source = $"{Enquiry.Imported}{command.ImportId:N}/{row.Line}";
            var enquiry = new Enquiry(
                source,
                now,
                row.Reason ?? "",
                row.Name,
                row.Number,
                row.Email,
                row.Intent,
                row.PreferredTime,
                row.Notes,
                AsSaid: row.AsSaid
            );
            if (known is null)
            {
                await CreateLeadAsync(enquiry, row.Status, session, now, stop);
                done = done with { New = done.New + 1 };
            }
            else if (
                !known.Lead.Facts.Calls.Any(x =>
                    x.Enquiry.CallId.StartsWith($"{Enquiry.Imported}{command.ImportId:N}/", StringComparison.Ordinal)
                )
            )
            {
                session.Events.Append(known.Id, known.Version + 1, new LeadImportJoined(enquiry, now));
                done = done with { Joined = done.Joined + 1 };
            }
        }
        return done;
    }

    static async Task CreateLeadAsync(
        Enquiry enquiry,
        LeadStatus status,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var caller = enquiry.Number is null ? null : await session.LoadAsync<LeadByNumber>(LeadByNumber.Of(enquiry.Number), stop);
        CallAnalyzedNoticeHandler.StartLead(
            Lead.Stream(Lead.IdFor(enquiry.CallId)),
            new LeadImported(enquiry, status, NeedsAttention: false, now),
            enquiry.Number,
            caller,
            session
        );
    }
}
