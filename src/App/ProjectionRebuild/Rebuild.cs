using System.Diagnostics;
using System.Globalization;
using Marten;
using Npgsql;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// `App.dll projections check` folds all events again beside what pages read and says what differs; `projections rebuild` puts it right as
/// well.
/// The site may run meanwhile.
/// </summary>
public sealed class Rebuild(
    IDocumentStore store,
    Databases databases,
    [FromKeyedServices(DatabaseRole.Worker)] NpgsqlDataSource worker,
    TimeProvider time
)
{
    static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    public sealed record Result(int ReadModels, long Differences, long Events, TimeSpan ReplayTime);

    public static async Task<int> RunAsync(IServiceProvider services, bool repair)
    {
        // A site of this build may never have run here.
        await ActivatorUtilities.CreateInstance<Schema>(services).StartAsync(CancellationToken.None);
        var rebuild = ActivatorUtilities.CreateInstance<Rebuild>(services);
        var result = await rebuild.RunAsync(repair, Console.Out, CancellationToken.None);
        return repair || result.Differences == 0 ? 0 : 1;
    }

    public async Task<Result> RunAsync(bool repair, TextWriter console, CancellationToken stop)
    {
        await using var rebuildLock = await RebuildLock.WaitAsync(databases, stop);
        return await RunAsync(rebuildLock, repair, console, null, stop);
    }

    /// <param name="percent">Is told how far it is.</param>
    public async Task<Result> RunAsync(
        RebuildLock rebuildLock,
        bool repair,
        TextWriter console,
        Action<int>? percent,
        CancellationToken stop
    )
    {
        var models = ReadModel.All((DocumentStore)store);
        var begun = time.GetUtcNow();
        await using var shadow = await ShadowTables.OpenAsync(databases, worker, models, lasting: repair, stop);
        var folding = new StreamReplayer(worker, shadow);
        var (watch, all) = (Stopwatch.StartNew(), await folding.CountAsync(stop));
        var work = folding.RunAsync(stop);
        percent?.Invoke(0);
        while (await Task.WhenAny(work, Task.Delay(ProgressInterval, time, stop)) != work)
            await SayAsync();
        await work;
        var folded = watch.Elapsed;
        await SayAsync();

        await shadow.AnalyzeAsync(stop);
        var comparison = new ReadModelComparison(worker, begun);
        var found = new Differences[models.Count];
        await BesideAsync(Enumerable.Range(0, models.Count), async i => found[i] = await comparison.FindAsync(models[i], stop));
        if (repair)
        {
            await PutRightAsync();
            await rebuildLock.StoreShapesAsync(models, stop);
        }
        foreach (var (model, (count, _, first)) in models.Zip(found))
        {
            foreach (var line in first)
                await console.WriteLineAsync(line);
            if (count > first.Count)
                await console.WriteLineAsync($"{model.Name}: {count - first.Count} more");
            await console.WriteLineAsync(
                $"{model.Name}: {(count == 0 ? "as its events tell" : repair ? $"{count} rows put right" : $"{count} rows differ")}"
            );
        }
        var differences = found.Sum(x => x.Count);
        await console.WriteLineAsync($"{models.Count} read models, {differences} differences");
        return new(models.Count, differences, folding.Done, folded);

        async Task PutRightAsync()
        {
            var differing = models.Zip(found).Where(x => x.Second.Count > 0).ToLookup(x => x.Second.AreMost, x => x.First);
            var replacement = new TableSwap(databases, shadow.Owner, worker, begun);
            await BesideAsync(differing[true], model => replacement.PrepareAsync(model, stop));
            foreach (var model in differing[true])
                await replacement.SwapAsync(model, stop);
            foreach (var model in differing[false])
                await comparison.RepairAsync(model, stop);
        }

        Task BesideAsync<T>(IEnumerable<T> all, Func<T, Task> work) =>
            Parallel.ForEachAsync(
                all,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop },
                async (one, _) => await work(one)
            );

        async Task SayAsync()
        {
            var (done, rate) = (folding.Done, folding.Done / watch.Elapsed.TotalSeconds);
            percent?.Invoke((int)(100 * done / Math.Max(1, all)));
            await console.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{done:#,0} of {all:#,0} events folded, {rate:#,0} a second")
            );
        }
    }
}
