using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Marten;
using Npgsql;
using Switchhook.App.Hosting.Database;
using Switchhook.App.ProjectionRebuild;
using Switchhook.BuildingBlocks;
using Switchhook.Postgres;

namespace Switchhook.Bench;

/// <summary>All read models from all events again, beside reading the same events by bare Npgsql with their JSON parsed.</summary>
public static class Replay
{
    const double Target = 0.3;

    public static async Task<int> MeasureAsync(int events, int tenants)
    {
        await using var database = await TestDatabase.CreateAsync();
        var databases = await database.PreparedAsync();
        await using var worker = databases.Open(DatabaseRole.Worker);
        await using var store = DocumentStore.For(options =>
        {
            MartenSetup.Configure(options);
            options.AutoCreateSchemaObjects = JasperFx.AutoCreate.None;
            options.Connection(worker);
        });
        await CallMultiplier.EventsAsync(worker, store, events / 3, tenants);
        Console.WriteLine($"{events / 3 * 3:#,0} events of {events / 3:#,0} calls in {tenants:#,0} tenants");

        var bare = await BareAsync(worker);
        Say("read by bare Npgsql, JSON parsed", bare);
        var rebuild = new Rebuild(store, databases, worker, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var result = await rebuild.RunAsync(repair: true, Console.Out, CancellationToken.None);
        var (folded, whole) = (result.Events / result.ReplayTime.TotalSeconds, result.Events / watch.Elapsed.TotalSeconds);
        Say($"folded into {result.ReadModels} read models", folded);
        Say("rebuilt: folded, compared and put in place", whole);
        watch.Restart();
        var check = await rebuild.RunAsync(repair: false, TextWriter.Null, CancellationToken.None);
        Say($"checked once more: {check.Differences} differences", check.Events / watch.Elapsed.TotalSeconds);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"rebuild beside bare reading: {whole / bare:0.00} (target ≥ {Target:0.0}: "
                    + $"{(whole / bare >= Target ? "met" : "missed")}), folding alone {folded / bare:0.00}"
            )
        );
        return whole / bare >= Target && check.Differences == 0 ? 0 : 1;
    }

    static async Task<double> BareAsync(NpgsqlDataSource worker)
    {
        await using var command = worker.CreateCommand(
            "select tenant_id, stream_id, version, type, timestamp, data from events.mt_events order by seq_id"
        );
        command.CommandTimeout = 0;
        var (watch, events) = (Stopwatch.StartNew(), 0);
        await using var row = await command.ExecuteReaderAsync();
        for (; await row.ReadAsync(); events++)
        {
            using var json = JsonDocument.Parse(row.GetFieldValue<byte[]>(5));
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidOperationException("An event that is no object");
        }
        return events / watch.Elapsed.TotalSeconds;
    }

    static void Say(string what, double rate) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate, 12:#,0} events/s  {what}"));
}
