using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Marten;
using Marten.Services;
using Npgsql;
using Switchhook.Admin.Access;
using Switchhook.Admin.Sessions;
using Switchhook.App.Hosting;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.LiveUpdates;

/// <summary>
/// Tells open pages that something of theirs changed. The transaction that appends events also notifies, so every node hears of it
/// once it is committed; what is sent is only the kind of stream (agents, calls, leads), and the page asks for the rest.
/// <para>Nothing falls between two streams, or between a page and its stream: a page notes where it stood before it read (<see
/// cref="PositionOf"/>), each event says where the reader stands after it, and who comes with either is first told every kind that has
/// changed since.</para>
/// </summary>
public sealed class LiveUpdateStream(
    [FromKeyedServices(DatabaseRole.Worker)] NpgsqlDataSource database,
    IServiceProvider services,
    IHostApplicationLifetime life,
    ILogger<LiveUpdateStream> log
) : BackgroundService, IDocumentSessionListener
{
    /// <summary>A proxy may close what is silent, and a page that hears nothing for long knows that its line is dead.</summary>
    static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(25);

    /// <summary>The first change is told at once, those on its heels together.</summary>
    static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(100);

    readonly LiveUpdateSubscriptions subscriptions = new();

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(
                "/live",
                (HttpContext http, LiveUpdateStream live, string? since) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    http.Response.Headers["X-Accel-Buffering"] = "no";
                    return TypedResults.ServerSentEvents(
                        live.Watch(http, http.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? since, http.RequestAborted)
                    );
                }
            )
            .RequireAuthorization();

    /// <summary>Where a page stands that reads from now on.</summary>
    public static string PositionOf(HttpContext http) => http.Items[typeof(LiveUpdateStream)] as string ?? "";

    public static void UsePositions(WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                http.Items[typeof(LiveUpdateStream)] = http
                    .RequestServices.GetRequiredService<LiveUpdateStream>()
                    .subscriptions.CurrentPosition;
                return next(http);
            }
        );

    async IAsyncEnumerable<SseItem<string>> Watch(HttpContext http, string? since, [EnumeratorCancellation] CancellationToken stop)
    {
        using var follower = subscriptions.Subscribe(http.User.FindFirstValue(TenancyFilter.Claim)!, since);
        // An open page must not keep the site from ending.
        await using var end = life.ApplicationStopping.Register(follower.Close);
        yield return new SseItem<string>("", "open") { ReconnectionInterval = TimeSpan.FromSeconds(2), EventId = follower.Position };
        while (await follower.WaitAsync(KeepAliveInterval, stop))
        {
            var (kinds, stands) = follower.Take();
            if (kinds.Count == 0)
            {
                // While nobody listened to the database, an ending may have gone by unheard.
                if (!await IsStillSignedInAsync(http, stop))
                    yield break;
                yield return new("", "quiet") { EventId = stands };
            }
            // Only with the last of them has the reader been told everything up to there.
            for (var i = 0; i < kinds.Count; i++)
                yield return new(kinds[i], kinds[i]) { EventId = i == kinds.Count - 1 ? stands : null };
            if (kinds.Count > 0)
                await Task.Delay(BatchDelay, stop);
        }
    }

    /// <summary>A database that is away ends nobody's stream.</summary>
    static async Task<bool> IsStillSignedInAsync(HttpContext http, CancellationToken stop)
    {
        try
        {
            return await SessionValidation.IsGoodAsync(http, http.User, stop);
        }
        catch (NpgsqlException)
        {
            return true;
        }
    }

    public Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var changes = session
            .PendingChanges.Streams()
            .Where(x => Guid.TryParse(x.TenantId, out _) && x.Key is not null)
            .Select(x => $"{x.TenantId} {x.Key!.Split('/')[0]}s")
            .Distinct()
            .ToArray();
        if (changes.Length > 0)
            session.QueueOperation(new ChangeNotification(changes));
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stop);
                connection.Notification += (_, change) => Dispatch(change.Payload);
                await using (var listen = new NpgsqlCommand("listen changed", connection))
                    await listen.ExecuteNonQueryAsync(stop);
                // Changes during the interruption are unknown: every page reloads everything.
                subscriptions.ForgetPositions();
                while (true)
                    await connection.WaitAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // Whatever the driver throws when its connection breaks: one that is not caught here would end the site.
            catch (Exception broken)
            {
                log.LogWarning("Listening for live updates stopped: {Reason}; retrying in one second", broken.Message);
                // The server is gone, and every pooled connection with it: none of them should fail a page once it is back.
                foreach (var role in Databases.All)
                    services.GetRequiredKeyedService<NpgsqlDataSource>(role).Clear();
                await Task.Delay(TimeSpan.FromSeconds(1), stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    void Dispatch(string payload)
    {
        if (payload.Split(' ') is not [var tenant, var kind])
            return;
        if (kind == CredentialKind.LiveEnded)
            subscriptions.End(tenant);
        else
            subscriptions.Publish(tenant, kind);
    }

    public Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;

    public void BeforeSaveChanges(IDocumentSession session) { }

    public void AfterCommit(IDocumentSession session, IChangeSet commit) { }

    public void DocumentLoaded(object id, object document) { }

    public void DocumentAddedForStorage(object id, object document) { }
}
