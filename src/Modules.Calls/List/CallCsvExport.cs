using System.Globalization;
using System.Text;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Exports;
using Switchhook.Contracts;

namespace Switchhook.Calls.List;

/// <summary>The calls of a list as a CSV file: however many there are, few are in memory.</summary>
public sealed class CallCsvExport(IQuerySession session, CallFilter filter, DateTimeOffset now, UserTimeZone zone, CsvAudience reader)
    : IActionResult
{
    static readonly string[] Columns =
    [
        "call_id",
        "started_at",
        "caller_name",
        "caller_number",
        "direction",
        "outcome",
        "sentiment",
        "seconds",
        "cost_usd",
        "ended_by",
        "summary",
    ];

    public Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var name = $"calls-{zone.Day(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv";
        return http
            .RequestServices.GetRequiredService<ExportFiles>()
            .SendAsync(http, session.TenantId, name, "text/csv; charset=utf-8", WriteAsync);
    }

    async Task WriteAsync(Stream file, CancellationToken stop)
    {
        // The mark by which spreadsheets know UTF-8.
        await using var table = new StreamWriter(
            file,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: reader is not CsvAudience.Programs),
            leaveOpen: true
        );
        await table.WriteAsync(Csv.Row(Columns).AsMemory(), stop);
        await foreach (var call in filter.WithoutCursor.Page(filter.Narrow(session, now, zone)).ToAsyncEnumerable(stop))
            await table.WriteAsync(Csv.Row(Cells(call, now), reader).AsMemory(), stop);
    }

    static IEnumerable<string?> Cells(CallList call, DateTimeOffset now) =>
        [
            call.CallId,
            CallText.Iso(call.At),
            call.Analysis?.Said("caller_name"),
            call.Caller,
            call.Parties is { Web: true } ? "web" : call.Parties?.Direction,
            call.OutcomeAt(now).Label,
            call.Sentiment,
            Number(call.Milliseconds / 1000m),
            Number(call.CostCents / 100),
            call.Ending?.Reason,
            call.Analysis?.Summary,
        ];

    static string? Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);
}
