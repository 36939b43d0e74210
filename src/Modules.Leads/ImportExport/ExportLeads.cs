using System.Text;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Exports;
using Switchhook.Contracts;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.ImportExport;

/// <summary>What the list shows, filtered as it is there.</summary>
public static class ExportLeads
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/leads/export", SendAsync).RequireAuthorization();

    static Task SendAsync(
        HttpContext http,
        ExportFiles files,
        IQuerySession leads,
        TimeProvider time,
        UserTimeZone zone,
        string? view,
        LeadStatus? status,
        string? since,
        LeadSignal? signal,
        [FromQuery(Name = "for")] string? reader
    ) =>
        files.SendAsync(
            http,
            leads.TenantId,
            $"leads-{zone.Day(time.GetUtcNow()):yyyy-MM-dd}.csv",
            "text/csv; charset=utf-8",
            async (file, stop) =>
            {
                await using var table = new StreamWriter(
                    file,
                    new UTF8Encoding(encoderShouldEmitUTF8Identifier: Csv.AudienceNamed(reader) is not CsvAudience.Programs),
                    leaveOpen: true
                );
                await table.WriteAsync(Csv.Row(LeadCsv.ColumnsFor(Csv.AudienceNamed(reader))).AsMemory(), stop);
                var rows = new LeadFilter(view, status, since, signal)
                    .Narrow(leads.Query<LeadList>(), time.GetUtcNow(), zone)
                    .OrderBy(x => x.Place);
                await foreach (var row in rows.ToAsyncEnumerable(stop))
                    await table.WriteAsync(Csv.Row(LeadCsv.Row(row), Csv.AudienceNamed(reader)).AsMemory(), stop);
            }
        );
}
