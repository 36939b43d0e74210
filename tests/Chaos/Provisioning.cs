using System.Collections.Concurrent;
using Npgsql;
using Shouldly;
using Switchhook.Agents;
using Switchhook.RetellSandbox.FaultInjection;
using Xunit;

namespace Switchhook.Chaos;

/// <summary>
/// Setting an agent up while everything fails that can: at most one agent and one number per intent, nothing left over, nothing paid in
/// vain.
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
        await using var environment = await ChaosEnvironment.PrepareAsync();
        await Parallel.ForEachAsync(
            FaultPlans.Singles().Concat(FaultPlans.Doubles(Doubles, Seed)),
            new ParallelOptions { MaxDegreeOfParallelism = 24 },
            (plan, _) => new(RunAsync(environment, plan))
        );
        foreach (
            var kill in (Func<ChaosEnvironment, IReadOnlyList<HeldFault>, Task>[])
                [BeforeItIsSentAsync, BeforeTheAnswerAsync, BeforeTheCommitAsync]
        )
            await KillAtEveryStepAsync(environment, kill);
        foreach (var step in FaultPlans.Steps.Keys)
            await KillAfterTheCommitAsync(environment, step);
        await SettledAsync(environment, intents.Select(x => x.Item1));

        var verdict = await ProvisioningReport.OfAsync(environment, [.. intents], faults);
        ChaosOptions.Report([$"seed {Seed}, kills {environment.App.Kills}", .. verdict.Objections, $"{verdict}"]);
        verdict.Objections.ShouldBeEmpty();
        (verdict.Orphans, verdict.Stuck, verdict.Wasted).ShouldBe((0, 0, 0m));
    }

    async Task RunAsync(ChaosEnvironment environment, FaultPlan plan)
    {
        using var customer = await environment.CustomerAsync();
        var agentId = await customer.OpenFormAsync();
        var later = plan.Troubles.Where(x => x.Names is not null).ToList();
        foreach (var trouble in plan.Troubles.Except(later))
            Set(environment, trouble, $"{agentId:D}");
        var pause =
            later.Count > 0
                ? environment.Retell.Fail(FaultPlans.Steps[ProvisioningStage.Agent], "hold-after", $"{agentId:D}", nth: 1)
                : null;
        intents.Add((agentId, plan.Name));
        Interlocked.Add(ref faults, plan.Troubles.Length);
        await customer.AskAsync();
        if (pause is null)
            return;

        // The pause stands behind the other faults of its step, so the agent may be made without meeting it; or never be made.
        while (environment.Retell.IdOf("agent", agentId) is null)
        {
            if (await IsSettledAsync(environment, agentId))
                return;
            await Task.Delay(20, CancellationToken.None);
        }
        foreach (var trouble in later)
            Set(environment, trouble, environment.Retell.IdOf(trouble.Names!, agentId)!);
        await environment.Retell.LetGoIfHeldAsync(pause);
    }

    static async Task<bool> IsSettledAsync(ChaosEnvironment environment, Guid agentId) =>
        (
            await environment.QueryAsync(
                $"select data ->> 'Status' in ('Live', 'Failed') from agents.mt_doc_agentdetails where id = 'agent/{agentId:D}'",
                row => row.GetBoolean(0)
            )
        )
            is [true];

    static Fault Set(ChaosEnvironment environment, InjectedFault trouble, string contains) =>
        trouble.Way is FailureModes.ListLag
            ? environment.Retell.Fail(trouble.Match, trouble.Way, contains, times: 0, ms: trouble.Ms)
            : environment.Retell.Fail(trouble.Match, trouble.Way, contains, trouble.Nth, trouble.Times, trouble.Ms);

    sealed record HeldFault(ProvisioningStage Step, Fault Fault);

    /// <summary>One intent per step, each stopped at its own; then the app is killed once for all of them.</summary>
    async Task KillAtEveryStepAsync(ChaosEnvironment environment, Func<ChaosEnvironment, IReadOnlyList<HeldFault>, Task> kill)
    {
        var way = kill == BeforeItIsSentAsync ? "hold-before" : "hold-after";
        var held = await Task.WhenAll(
            FaultPlans.Steps.Keys.Select(async step => new HeldFault(step, await StopAtAsync(environment, step, way, kill.Method.Name)))
        );
        await kill(environment, held);
        await environment.App.StartAsync();
    }

    async Task<Fault> StopAtAsync(ChaosEnvironment environment, ProvisioningStage step, string way, string name)
    {
        using var customer = await environment.CustomerAsync();
        var agentId = await customer.OpenFormAsync();
        intents.Add((agentId, $"{step} {name}"));
        Interlocked.Increment(ref faults);
        var pause =
            step is ProvisioningStage.Publishing
                ? environment.Retell.Fail(FaultPlans.Steps[ProvisioningStage.Agent], "hold-after", $"{agentId:D}")
                : null;
        var fault = step is ProvisioningStage.Publishing ? null : environment.Retell.Fail(FaultPlans.Steps[step], way, $"{agentId:D}");
        await customer.AskAsync();
        if (pause is not null)
        {
            await environment.Retell.StruckAsync(pause, Patience);
            fault = environment.Retell.Fail(FaultPlans.Steps[step], way, environment.Retell.IdOf("agent", agentId)!);
            environment.Retell.Release(pause);
        }
        await environment.Retell.StruckAsync(fault!, Patience);
        return fault!;
    }

    static async Task BeforeItIsSentAsync(ChaosEnvironment environment, IReadOnlyList<HeldFault> held)
    {
        await environment.App.KillAsync();
        foreach (var (_, fault) in held)
            environment.Retell.Release(fault, breakOff: true);
    }

    static async Task BeforeTheAnswerAsync(ChaosEnvironment environment, IReadOnlyList<HeldFault> held)
    {
        await environment.App.KillAsync();
        foreach (var (_, fault) in held)
            environment.Retell.Release(fault);
    }

    /// <summary>The answer arrives, but nothing can be written: killed there, and its open transactions with it.</summary>
    static async Task BeforeTheCommitAsync(ChaosEnvironment environment, IReadOnlyList<HeldFault> held)
    {
        await using var connection = await environment.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table events.mt_events in exclusive mode", connection, transaction))
            await block.ExecuteNonQueryAsync();
        foreach (var (_, fault) in held)
            environment.Retell.Release(fault);
        await ChaosOptions.UntilAsync(
            async () =>
                (
                    await environment.QueryAsync(
                        "select count(distinct pid)::int from pg_locks where relation = 'events.mt_events'::regclass and not granted",
                        row => row.GetInt32(0)
                    )
                )[0] >= held.Count,
            "every answer waits for its commit"
        );
        await environment.App.KillAsync();
        await environment.EndSessionsAsync();
        await transaction.RollbackAsync();
    }

    async Task KillAfterTheCommitAsync(ChaosEnvironment environment, ProvisioningStage step)
    {
        using var customer = await environment.CustomerAsync();
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
        await ChaosOptions.UntilAsync(
            async () =>
                (
                    await environment.QueryAsync(
                        $"select count(*)::int from events.mt_events where stream_id = 'agent/{agentId:D}' and type = '{type}'",
                        row => row.GetInt32(0)
                    )
                )[0] == 1,
            $"{type} is committed"
        );
        await environment.App.KillAsync();
        await environment.App.StartAsync();
    }

    static async Task SettledAsync(ChaosEnvironment environment, IEnumerable<Guid> agents)
    {
        var all = agents.ToHashSet();
        // What is still moving when the patience is over is counted as stuck.
        for (var end = DateTime.UtcNow.AddSeconds(120); DateTime.UtcNow < end; await Task.Delay(200))
        {
            var settled = await environment.QueryAsync(
                "select (data ->> 'AgentId')::uuid from agents.mt_doc_agentdetails where data ->> 'Status' in ('Live', 'Failed')",
                row => row.GetGuid(0)
            );
            if (all.IsSubsetOf(settled))
                return;
        }
    }
}
