using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Switchhook.RetellSandbox;

/// <summary>
/// Plays calls by the clock and sends what the agent subscribed to. Every due time is written down, so after a restart it goes on where it
/// was.
/// </summary>
public class CallPlayer(
    Workspaces workspaces,
    UrlSigner signer,
    WebhookPoster delivery,
    TimeProvider time,
    IHostApplicationLifetime host,
    ILogger<CallPlayer> log
) : BackgroundService
{
    static readonly string[] Lifecycle = ["call_started", "call_ended", "call_analyzed"];
    readonly Channel<(Workspace Workspace, string CallId)> begun = Channel.CreateUnbounded<(Workspace, string)>();
    readonly ConcurrentDictionary<Task, bool> running = new();

    public void Begin(Workspace workspace, string callId) => begun.Writer.TryWrite((workspace, callId));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What is left over goes out once the host listens: its own webhook is the likeliest receiver.
        var ready = new TaskCompletionSource();
        await using var registration = host.ApplicationStarted.Register(ready.SetResult);
        await ready.Task.WaitAsync(stoppingToken);
        foreach (var workspace in workspaces.All)
            lock (workspace.Gate)
                foreach (var call in workspace.Calls.All.Where(call => !call.IsOver || call.Undelivered.Count > 0))
                    Begin(workspace, call.Id);

        await foreach (var (workspace, callId) in begun.Reader.ReadAllAsync(stoppingToken))
            Run(() => PlayOn(workspace, callId, stoppingToken), callId);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(running.Keys);
    }

    void Run(Func<Task> work, string callId)
    {
        var task = Guarded();
        running[task] = true;
        task.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);

        async Task Guarded()
        {
            await Task.Yield();
            try
            {
                await work();
            }
            catch (OperationCanceledException)
            {
                log.LogDebug("Sandbox call {CallId} is paused until the next start", callId);
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Sandbox call {CallId} could not be played on", callId);
            }
        }
    }

    async Task PlayOn(Workspace workspace, string callId, CancellationToken stop)
    {
        lock (workspace.Gate)
            if (workspace.Calls.TryGet(callId, out var call))
                foreach (var name in call.Undelivered)
                    Deliver(workspace, call, name, call.Steps.FindIndex(step => step.Event == name), stop);

        while (!stop.IsCancellationRequested)
        {
            TimeSpan wait;
            Task changed;
            lock (workspace.Gate)
            {
                if (!workspace.Calls.TryGet(callId, out var call) || call.IsOver)
                    return;
                wait = DateTimeOffset.FromUnixTimeMilliseconds(call.Steps[call.Done].Due) - time.GetUtcNow();
                changed = call.Changed;
                if (wait <= TimeSpan.Zero)
                    Advance(workspace, call, stop);
            }

            if (wait > TimeSpan.Zero)
                await Task.WhenAny(Task.Delay(wait, time, stop), changed);
        }
    }

    void Advance(Workspace workspace, PlayedCall call, CancellationToken stop)
    {
        var index = call.Done++;
        var name = call.Steps[index].Event;
        var wanted = call.WebhookUrl is not null && call.WebhookEvents.Contains(name);
        if (Lifecycle.Contains(name))
        {
            if (wanted)
                call.Undelivered.Add(name);
            workspace.Calls.Keep(call.Id, call);
        }

        if (wanted)
            Deliver(workspace, call, name, index, stop);
    }

    void Deliver(Workspace workspace, PlayedCall call, string name, int index, CancellationToken stop)
    {
        var body = Body(call, name, index);
        Run(
            async () =>
            {
                await delivery.Send(
                    call.WebhookUrl!,
                    body,
                    workspace.Profile.WebhookKey,
                    TimeSpan.FromMilliseconds(call.WebhookTimeoutMs),
                    stop
                );
                lock (workspace.Gate)
                    if (call.Undelivered.Remove(name) && workspace.Calls.TryGet(call.Id, out _))
                        workspace.Calls.Keep(call.Id, call);
            },
            call.Id
        );
    }

    byte[] Body(PlayedCall call, string name, int index)
    {
        var told = call.Show(call.Origin, signer, index + 1);
        var body = new JsonObject { ["event"] = name, ["call"] = told };
        if (name == "transcript_updated")
        {
            body["transcript_with_tool_calls"] = told["transcript_with_tool_calls"]?.DeepClone() ?? new JsonArray();
            told.Remove("transcript_with_tool_calls");
        }

        return SandboxJson.Bytes(body);
    }
}
