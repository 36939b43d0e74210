using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Threading.Channels;
using Marten;
using Marten.Services;
using Npgsql;

namespace Switchhook.App.Platform;

/// <summary>
/// Tells open pages that something of theirs changed. The transaction that appends events also notifies, so every node hears of it
/// once it is committed; what is sent is only the kind of stream (agents, calls, leads), and the page asks for the rest.
/// </summary>
public sealed class Live([FromKeyedServices(Databases.Worker)] NpgsqlDataSource database, IServiceProvider services, IHostApplicationLifetime life, ILogger<Live> log) : BackgroundService, IDocumentSessionListener
{
    readonly ConcurrentDictionary<Channel<string>, string> watchers = new();

    public static void Map(IEndpointRouteBuilder app) => app
        .MapGet("/live", (HttpContext http, Live live) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            return TypedResults.ServerSentEvents(live.Watch(http.User.FindFirstValue(Tenancy.Claim)!, http.RequestAborted));
        })
        .RequireAuthorization();

    async IAsyncEnumerable<SseItem<string>> Watch(string tenant, [EnumeratorCancellation] CancellationToken stop)
    {
        var changes = Channel.CreateBounded<string>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
        watchers[changes] = tenant;
        // An open page must not keep the site from ending.
        await using var end = life.ApplicationStopping.Register(() => changes.Writer.TryComplete());
        try
        {
            yield return new SseItem<string>("", "open") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
            await foreach (var kind in changes.Reader.ReadAllAsync(stop)) yield return new(kind, kind);
        }
        finally
        {
            watchers.TryRemove(changes, out _);
        }
    }

    public Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var changes = session.PendingChanges.Streams()
            .Where(x => Guid.TryParse(x.TenantId, out _) && x.Key is not null)
            .Select(x => $"{x.TenantId} {x.Key!.Split('/')[0]}s")
            .Where(x => x.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-'))
            .Distinct();
        foreach (var change in changes) session.QueueSqlCommand($"notify changed, '{change}'");
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stop);
                connection.Notification += (_, change) => Tell(change.Payload);
                await using (var listen = new NpgsqlCommand("listen changed", connection)) await listen.ExecuteNonQueryAsync(stop);
                while (true) await connection.WaitAsync(stop);
            }
            catch (Exception broken) when (broken is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Listening for changes was interrupted ({Reason}); trying again in a second", broken.Message);
                // The server is gone, and every pooled connection with it: none of them should fail a page once it is back.
                foreach (var role in Databases.All) services.GetRequiredKeyedService<NpgsqlDataSource>(role).Clear();
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
            catch (OperationCanceledException) { return; }
        }
    }

    void Tell(string payload)
    {
        if (payload.Split(' ') is not [var tenant, var kind]) return;
        foreach (var (changes, watching) in watchers)
            if (watching == tenant) changes.Writer.TryWrite(kind);
    }

    public Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;
    public void BeforeSaveChanges(IDocumentSession session) { }
    public void AfterCommit(IDocumentSession session, IChangeSet commit) { }
    public void DocumentLoaded(object id, object document) { }
    public void DocumentAddedForStorage(object id, object document) { }
}
