using System.Collections.Concurrent;
using Npgsql;
using Shouldly;
using Switchhook.Agents;
using Switchhook.App.Sandbox.FaultInjection;
using Xunit;

namespace Switchhook.Chaos;

/// <summary>
/// Setting an agent up while everything fails that can: at most one agent and one number per intent, nothing left over, nothing paid in vain.
/// <c>bin/chaos provisioning</c> adds double faults: CHAOS_DOUBLES says how many, CHAOS_SEED which.
/// </summary>
public class Provisioning
{
    static readonly int Doubles = ChaosOptions.Number("CHAOS_DOUBLES", 8);
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ConcurrentBag<(Guid, string)> intents = [];
    int faults;

    [Fact]
    public async Task buys_at_most_once_and_always_ends()
    {
        await using var ground = await ChaosEnvironment.PrepareAsync();
        await Parallel.ForEachAsync(
            Plans.Singles().Concat(Plans.Doubles(Doubles, Seed)), new ParallelOptions { MaxDegreeOfParallelism = 24 }, (plan, _) => new(RunAsync(ground, plan)));
        foreach (var kill in (Func<ChaosEnvironment, IReadOnlyList<Held>, Task>[])[BeforeItIsSentAsync, BeforeTheAnswerAsync, BeforeTheCommitAsync]) await KillAtEveryStepAsync(ground, kill);
        foreach (var step in Plans.Steps.Keys) await KillAfterTheCommitAsync(ground, step);
        await SettledAsync(ground, intents.Select(x => x.Item1));

        var verdict = await ProvisioningVerdict.OfAsync(ground, [.. intents], faults);
        ChaosOptions.Report([$"seed {Seed}, kills {ground.App.Kills}", .. verdict.Objections, $"{verdict}"]);
        verdict.Objections.ShouldBeEmpty();
        (verdict.Orphans, verdict.Stuck, verdict.Wasted).ShouldBe((0, 0, 0m));
    }

    async Task RunAsync(ChaosEnvironment ground, Plan plan)
    {
        using var customer = await ground.CustomerAsync();
        var agentId = await customer.OpenFormAsync();
        var later = plan.Troubles.Where(x => x.Names is not null).ToList();
        foreach (var trouble in plan.Troubles.Except(later)) Set(ground, trouble, $"{agentId:D}");
        var pause = later.Count > 0 ? ground.Retell.Fail(Plans.Steps[ProvisioningStage.Agent], "hold-after", $"{agentId:D}", nth: 1) : null;
        intents.Add((agentId, plan.Name));
        Interlocked.Add(ref faults, plan.Troubles.Length);
        await customer.AskAsync();
        if (pause is null) return;

        // The pause stands behind the other faults of its step, so the agent may be made without meeting it; or never be made.
        while (ground.Retell.IdOf("agent", agentId) is null)
        {
            if (await IsSettledAsync(ground, agentId)) return;
            await Task.Delay(20, CancellationToken.None);
        }
        foreach (var trouble in later) Set(ground, trouble, ground.Retell.IdOf(trouble.Names!, agentId)!);
        await ground.Retell.LetGoIfHeldAsync(pause);
    }

    static async Task<bool> IsSettledAsync(ChaosEnvironment ground, Guid agentId) => (await ground.QueryAsync(
        $"select data ->> 'Status' in ('Live', 'Failed') from agents.mt_doc_agentdetails where id = 'agent/{agentId:D}'", row => row.GetBoolean(0))) is [true];

    static Fault Set(ChaosEnvironment ground, Trouble trouble, string contains) =>
        trouble.Way is FailureModes.ListLag
            ? ground.Retell.Fail(trouble.Match, trouble.Way, contains, times: 0, ms: trouble.Ms)
            : ground.Retell.Fail(trouble.Match, trouble.Way, contains, trouble.Nth, trouble.Times, trouble.Ms);

    sealed record Held(ProvisioningStage Step, Fault Fault);

    /// <summary>One intent per step, each stopped at its own; then the app is killed once for all of them.</summary>
    async Task KillAtEveryStepAsync(ChaosEnvironment ground, Func<ChaosEnvironment, IReadOnlyList<Held>, Task> kill)
    {
        var way = kill == BeforeItIsSentAsync ? "hold-before" : "hold-after";
        var held = await Task.WhenAll(Plans.Steps.Keys.Select(async step => new Held(step, await StopAtAsync(ground, step, way, kill.Method.Name))));
        await kill(ground, held);
        await ground.App.StartAsync();
    }

    async Task<Fault> StopAtAsync(ChaosEnvironment ground, ProvisioningStage step, string way, string name)
    {
        using var customer = await ground.CustomerAsync();
        var agentId = await customer.OpenFormAsync();
        intents.Add((agentId, $"{step} {name}"));
        Interlocked.Increment(ref faults);
        var pause = step is ProvisioningStage.Publishing ? ground.Retell.Fail(Plans.Steps[ProvisioningStage.Agent], "hold-after", $"{agentId:D}") : null;
        var fault = step is ProvisioningStage.Publishing ? null : ground.Retell.Fail(Plans.Steps[step], way, $"{agentId:D}");
        await customer.AskAsync();
        if (pause is not null)
        {
            await ground.Retell.StruckAsync(pause, Patience);
            fault = ground.Retell.Fail(Plans.Steps[step], way, ground.Retell.IdOf("agent", agentId)!);
            ground.Retell.LetGo(pause);
        }
        await ground.Retell.StruckAsync(fault!, Patience);
        return fault!;
    }

    static async Task BeforeItIsSentAsync(ChaosEnvironment ground, IReadOnlyList<Held> held)
    {
        await ground.App.KillAsync();
        foreach (var (_, fault) in held) ground.Retell.LetGo(fault, breakOff: true);
    }

    static async Task BeforeTheAnswerAsync(ChaosEnvironment ground, IReadOnlyList<Held> held)
    {
        await ground.App.KillAsync();
        foreach (var (_, fault) in held) ground.Retell.LetGo(fault);
    }

    /// <summary>The answer arrives, but nothing can be written: killed there, and its open transactions with it.</summary>
    static async Task BeforeTheCommitAsync(ChaosEnvironment ground, IReadOnlyList<Held> held)
    {
        await using var connection = await ground.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table events.mt_events in exclusive mode", connection, transaction)) await block.ExecuteNonQueryAsync();
        foreach (var (_, fault) in held) ground.Retell.LetGo(fault);
        await ChaosOptions.UntilAsync(async () => (await ground.QueryAsync(
            "select count(distinct pid)::int from pg_locks where relation = 'events.mt_events'::regclass and not granted", row => row.GetInt32(0)))[0] >= held.Count, "every answer waits for its commit");
        await ground.App.KillAsync();
        await ground.EndSessionsAsync();
        await transaction.RollbackAsync();
    }

    async Task KillAfterTheCommitAsync(ChaosEnvironment ground, ProvisioningStage step)
    {
        using var customer = await ground.CustomerAsync();
        var agentId = await customer.OpenFormAsync();
        intents.Add((agentId, $"{step} killed after the commit"));
        faults++;
        var (type, next) = step switch
        {
            ProvisioningStage.Prompt => ("prompt_written", ProvisioningStage.Agent),
            ProvisioningStage.Agent => ("agent_created", ProvisioningStage.Publishing),
            ProvisioningStage.Publishing => ("agent_published", ProvisioningStage.Number),
            _ => ("phone_provisioned", ProvisioningStage.Number),
        };
        await customer.AskAsync();
        await ChaosOptions.UntilAsync(async () => (await ground.QueryAsync(
            $"select count(*)::int from events.mt_events where stream_id = 'agent/{agentId:D}' and type = '{type}'", row => row.GetInt32(0)))[0] == 1, $"{type} is committed");
        await ground.App.KillAsync();
        await ground.App.StartAsync();
    }

    static async Task SettledAsync(ChaosEnvironment ground, IEnumerable<Guid> agents)
    {
        var all = agents.ToHashSet();
        // What is still moving when the patience is over is counted as stuck.
        for (var end = DateTime.UtcNow.AddSeconds(120); DateTime.UtcNow < end; await Task.Delay(200))
        {
            var settled = await ground.QueryAsync(
                "select (data ->> 'AgentId')::uuid from agents.mt_doc_agentdetails where data ->> 'Status' in ('Live', 'Failed')", row => row.GetGuid(0));
            if (all.IsSubsetOf(settled)) return;
        }
    }
}
