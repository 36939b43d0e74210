using Switchhook.Agents;
using Switchhook.RetellSandbox.FaultInjection;

namespace Switchhook.Chaos;

/// <summary>What shall go wrong for one intent.</summary>
public sealed record FaultPlan(string Name, params InjectedFault[] Troubles);

/// <param name="Match">The request it befalls, as the sandbox matches it.</param>
public sealed record InjectedFault(string Match, string Way, int Nth = 1, int Times = 1)
{
    /// <summary>Comes well within the looks that follow, and later than the first.</summary>
    public int? Ms =>
        Way switch
        {
            FailureModes.LateEffect or "late-effect-500" => 2_500,
            FailureModes.ListLag => 3_000,
            _ => null,
        };

    /// <summary>Requests that only name what was made can be told apart once that is known.</summary>
    public string? Names =>
        Match switch
        {
            "POST /publish-agent-version/*" or "DELETE /delete-agent/*" => "agent",
            "DELETE /delete-retell-llm/*" => "llm",
            _ => null,
        };
}

public static class FaultPlans
{
    public static readonly IReadOnlyDictionary<ProvisioningStage, string> Steps = new Dictionary<ProvisioningStage, string>
    {
        [ProvisioningStage.Prompt] = "POST /create-retell-llm",
        [ProvisioningStage.Agent] = "POST /create-agent",
        [ProvisioningStage.Publishing] = "POST /publish-agent-version/*",
        [ProvisioningStage.Number] = "POST /create-phone-number",
    };
    public static readonly string[] Removals = ["DELETE /delete-agent/*", "DELETE /delete-retell-llm/*"];
    public static readonly string[] WaysToFail =
    [
        "reset-before",
        "reset-after",
        "timeout-before",
        "timeout-after",
        "500-before",
        "500-after",
        FailureModes.RateLimited,
        "lost-answer",
        "cut-answer",
        FailureModes.LateEffect,
        "late-effect-500",
    ];
    static readonly string[] WaysToFailRemoving =
    [
        "reset-before",
        "reset-after",
        "timeout-before",
        "timeout-after",
        "500-before",
        "500-after",
        FailureModes.RateLimited,
        FailureModes.LateEffect,
    ];

    /// <summary>Every step with every fault; and, once no number can be paid for, every step of the way back with every fault.</summary>
    public static IEnumerable<FaultPlan> Singles() =>
        [
            .. from step in Steps from way in WaysToFail select new FaultPlan($"{step.Key} {way}", new InjectedFault(step.Value, way)),
            .. from step in Steps
            where step.Key is not ProvisioningStage.Publishing
            select new FaultPlan(
                $"{step.Key} lost-answer and a list that lags",
                new(step.Value, "lost-answer"),
                new(step.Value, FailureModes.ListLag, Times: 0)
            ),
            .. from removal in Removals
            from way in WaysToFailRemoving
            select new FaultPlan($"no card, {removal} {way}", new(Steps[ProvisioningStage.Number], "no-card"), new(removal, way)),
        ];

    /// <summary>Two faults anywhere on one way, also twice the same.</summary>
    public static IEnumerable<FaultPlan> Doubles(int count, int seed)
    {
        var chance = new Random(seed);
        string[] ways = [.. WaysToFail, FailureModes.ListLag];
        for (var i = 0; i < count; i++)
            yield return new FaultPlan($"double {i} of seed {seed}", Any(), Any());

        InjectedFault Any()
        {
            var back = chance.Next(5) == 0;
            var match = back ? Removals[chance.Next(Removals.Length)] : Steps[(ProvisioningStage)chance.Next(4)];
            var way = back ? WaysToFailRemoving[chance.Next(WaysToFailRemoving.Length)] : ways[chance.Next(ways.Length)];
            return new(match, way, Nth: chance.Next(3) == 0 ? 2 : 1, Times: way is FailureModes.ListLag ? 0 : 1);
        }
    }
}
