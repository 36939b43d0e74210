using System.Globalization;
using System.IO.Compression;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Switchhook.App.Hosting;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Exports;
using Switchhook.Contracts;

namespace Switchhook.App.DataExport;

/// <summary>
/// All that is somebody's, in one archive: of each kind a file of JSON lines, which holds everything, and a table, which holds what a
/// spreadsheet can show. It is finished before the first byte is sent: what reads the database never waits for a browser.
/// </summary>
public static class AccountExport
{
    static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void AddExport(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<IDataExport, ExportedEvents>();
        builder.Services.AddSingleton(provider => new ExportFiles(provider.GetRequiredService<DataFolder>().Of("exports")));
    }

    public static void MapExport(this IEndpointRouteBuilder app) => app.MapGet("/account/export", SendAsync).RequireAuthorization();

    static Task SendAsync(HttpContext http, ExportFiles files, IServiceScopeFactory scopes, TimeProvider time) =>
        files.SendAsync(
            http,
            http.User.FindFirstValue(TenancyFilter.Claim)!,
            $"switchhook-{time.GetUtcNow():yyyy-MM-dd}.zip",
            "application/zip",
            async (file, stop) =>
            {
                // A scope that ends with the preparation takes its sessions with it.
                await using var scope = scopes.CreateAsyncScope();
                await WriteAsync(file, scope.ServiceProvider.GetServices<IDataExport>(), files, time, stop);
            }
        );

    static async Task WriteAsync(Stream file, IEnumerable<IDataExport> parts, ExportFiles files, TimeProvider time, CancellationToken stop)
    {
        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop);
        var counts = new Dictionary<string, long>();
        foreach (var part in parts.OrderBy(x => x.Name, StringComparer.Ordinal))
            counts[part.Name] = await AddAsync(part, archive, files, stop);
        await using var manifest = await archive.CreateEntry("manifest.json").OpenAsync(stop);
        await JsonSerializer.SerializeAsync(
            manifest,
            new
            {
                made_at = time.GetUtcNow(),
                rows = counts,
                files = "Each kind twice: .jsonl holds everything, .csv what a table can show. A cell that would be a formula "
                    + "begins with an apostrophe.",
            },
            Written,
            stop
        );
    }

    /// <summary>Read once, so that both files tell the same: the table waits beside while the lines are written.</summary>
    static async Task<long> AddAsync(IDataExport part, ZipArchive archive, ExportFiles files, CancellationToken stop)
    {
        var count = 0L;
        await using var aside = files.CreateTemporaryFile();
        await using (var lines = await archive.CreateEntry($"{part.Name}.jsonl").OpenAsync(stop))
        await using (var table = new StreamWriter(aside, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            await table.WriteAsync(Csv.Row(part.Columns).AsMemory(), stop);
            await foreach (var row in part.RowsAsync(stop))
            {
                await JsonSerializer.SerializeAsync(lines, row, Written, stop);
                await lines.WriteAsync("\n"u8.ToArray(), stop);
                await table.WriteAsync(Csv.Row(part.Columns.Select(x => Cell(row.GetValueOrDefault(x)))).AsMemory(), stop);
                count++;
            }
        }
        aside.Position = 0;
        await using var copy = await archive.CreateEntry($"{part.Name}.csv").OpenAsync(stop);
        await aside.CopyToAsync(copy, stop);
        return count;
    }

    static string? Cell(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool yes => yes ? "yes" : "no",
            DateTime at => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset at => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            Enum named => named.ToString(),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => JsonSerializer.Serialize(value, Written),
        };
}
