namespace Switchhook.App.Sandbox.Failing;

/// <summary>The ways in which the sandbox can fail, each a row of acts.</summary>
public static class Ways
{
    public const string ListLag = "list-lag", Refuse = "refuse", RateLimited = "429", LateEffect = "late-effect";

    public static readonly IReadOnlyDictionary<string, Act[]> All = new Dictionary<string, Act[]>
    {
        ["reset-before"] = [Act.Cut],
        ["reset-after"] = [Act.Do, Act.Cut],
        ["timeout-before"] = [Act.Wait, Act.Cut],
        ["timeout-after"] = [Act.Do, Act.Wait, Act.Cut],
        ["500-before"] = [Act.Refuse],
        ["500-after"] = [Act.Do, Act.Refuse],
        [RateLimited] = [Act.Refuse],
        [Refuse] = [Act.Refuse],
        ["lost-answer"] = [Act.Do, Act.AnswerEmpty],
        ["cut-answer"] = [Act.Do, Act.AnswerHalf],
        [LateEffect] = [Act.DoLate, Act.Cut],
        ["late-effect-500"] = [Act.DoLate, Act.Refuse],
        ["hold-before"] = [Act.Wait, Act.Do, Act.Answer],
        ["hold-after"] = [Act.Do, Act.Wait, Act.Answer],
        ["watch"] = [Act.Do, Act.Answer],
        [ListLag] = [Act.Do, Act.Answer],
    };
}
