using System.Globalization;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Switchhook.Calls.Story;
using Switchhook.Contracts;

namespace Switchhook.Calls.Reading;

/// <summary>The calls of a list as a CSV file, written while they are read: however many there are, few are in memory.</summary>
public sealed class CallSheet(IQuerySession session, CallFilter filter, DateTimeOffset now, Zone zone) : IActionResult
{
    static readonly string[] Columns = ["call_id", "started_at", "caller_name", "caller_number", "direction", "outcome", "sentiment", "seconds", "cost_usd", "ended_by", "summary"];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, stop) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"calls-{zone.Day(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv\"";
        response.Headers.CacheControl = "private, no-store";
        // The mark by which spreadsheets know UTF-8.
        await response.WriteAsync("\uFEFF" + Csv.Row(Columns), stop);
        await foreach (var call in filter.First.Page(filter.Narrow(session, now, zone)).ToAsyncEnumerable(stop)) await response.WriteAsync(Csv.Row(Cells(call)), stop);
    }

    static IEnumerable<string?> Cells(CallList call) =>
    [
        call.CallId, CallWords.Iso(call.At), call.Analysis?.Said("caller_name"), call.Caller, call.Parties is { Web: true } ? "web" : call.Parties?.Direction,
        Outcome.Named(call.Outcome).Label, call.Sentiment, Number(call.Milliseconds / 1000m), Number(call.CostCents / 100), call.Ending?.Reason, call.Analysis?.Summary,
    ];

    static string? Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);
}
