using System.Text;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Contracts;

namespace Switchhook.Leads;

/// <summary>What the list shows, filtered as it is there, row by row as the database gives it.</summary>
public static class ExportLeads
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/leads/export", WriteAsync).RequireAuthorization();

    static async Task WriteAsync(
        HttpResponse response, IQuerySession leads, TimeProvider time, Zone zone, string? view, LeadStatus? status, string? since, LeadSignal? signal, CancellationToken stop)
    {
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"leads-{zone.Day(time.GetUtcNow()):yyyy-MM-dd}.csv\"";
        response.Headers.CacheControl = "no-store";
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(Csv.Row(LeadSheet.Columns).AsMemory(), stop);
        var rows = new LeadFilter(view, status, since, signal).Narrow(leads.Query<LeadList>(), time.GetUtcNow(), zone).OrderBy(x => x.Place);
        await foreach (var row in rows.ToAsyncEnumerable(stop)) await writer.WriteAsync(Csv.Row(LeadSheet.Row(row)).AsMemory(), stop);
    }
}
