using System.Diagnostics;
using System.Globalization;
using Marten;
using Npgsql;

namespace Switchhook.App.Platform.Rebuilding;

/// <summary>
/// `App.dll projections check` folds all events again beside what pages read and says what differs; `projections rebuild` puts it right as well.
/// The site may run meanwhile.
/// </summary>
public sealed class Rebuild(IDocumentStore store, Databases databases, [FromKeyedServices(Databases.Worker)] NpgsqlDataSource worker, TimeProvider time)
{
    static readonly TimeSpan Told = TimeSpan.FromSeconds(2);

    public sealed record Result(int ReadModels, long Differences, long Events, TimeSpan Folded);

    public static async Task<int> RunAsync(IServiceProvider services, bool mend)
    {
        var rebuild = ActivatorUtilities.CreateInstance<Rebuild>(services);
        var result = await rebuild.RunAsync(mend, Console.Out, CancellationToken.None);
        return mend || result.Differences == 0 ? 0 : 1;
    }

    public async Task<Result> RunAsync(bool mend, TextWriter console, CancellationToken stop)
    {
        var models = ReadModel.All((DocumentStore)store);
        var comparison = new Comparison(worker, time.GetUtcNow());
        await using var anew = await Anew.OpenAsync(databases, worker, models, stop);
        var folding = new Folding(worker, anew);
        var (watch, all) = (Stopwatch.StartNew(), await folding.CountAsync(stop));
        var work = folding.RunAsync(stop);
        while (await Task.WhenAny(work, Task.Delay(Told, time, stop)) != work) await SayAsync();
        await work;
        var folded = watch.Elapsed;
        await SayAsync();

        await anew.SettleAsync(stop);
        var differences = 0L;
        foreach (var model in models)
        {
            var (count, first) = await comparison.FindAsync(model, stop);
            differences += count;
            foreach (var line in first) await console.WriteLineAsync(line);
            if (count > first.Count) await console.WriteLineAsync($"{model.Name}: {count - first.Count} more");
            if (mend && count > 0) await comparison.MendAsync(model, stop);
            await console.WriteLineAsync($"{model.Name}: {(count == 0 ? "as its events tell" : mend ? $"{count} rows put right" : $"{count} rows differ")}");
        }
        await console.WriteLineAsync($"{models.Count} read models, {differences} differences");
        return new(models.Count, differences, folding.Done, folded);

        async Task SayAsync() => await console.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{folding.Done:#,0} of {all:#,0} events folded, {folding.Done / watch.Elapsed.TotalSeconds:#,0} a second"));
    }
}
