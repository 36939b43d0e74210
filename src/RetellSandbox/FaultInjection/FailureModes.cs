namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>The ways in which the sandbox can fail, each a row of acts.</summary>
public static class FailureModes
{
    public const string ListLag = "list-lag",
        Refuse = "refuse",
        RateLimited = "429",
        LateEffect = "late-effect";

    public static readonly IReadOnlyDictionary<string, FailureAction[]> All = new Dictionary<string, FailureAction[]>
    {
        ["reset-before"] = [FailureAction.Cut],
        ["reset-after"] = [FailureAction.Do, FailureAction.Cut],
        ["timeout-before"] = [FailureAction.Wait, FailureAction.Cut],
        ["timeout-after"] = [FailureAction.Do, FailureAction.Wait, FailureAction.Cut],
        ["500-before"] = [FailureAction.Refuse],
        ["500-after"] = [FailureAction.Do, FailureAction.Refuse],
        [RateLimited] = [FailureAction.Refuse],
        [Refuse] = [FailureAction.Refuse],
        ["lost-answer"] = [FailureAction.Do, FailureAction.AnswerEmpty],
        ["cut-answer"] = [FailureAction.Do, FailureAction.AnswerHalf],
        [LateEffect] = [FailureAction.DoLate, FailureAction.Cut],
        ["late-effect-500"] = [FailureAction.DoLate, FailureAction.Refuse],
        ["hold-before"] = [FailureAction.Wait, FailureAction.Do, FailureAction.Answer],
        ["hold-after"] = [FailureAction.Do, FailureAction.Wait, FailureAction.Answer],
        ["watch"] = [FailureAction.Do, FailureAction.Answer],
        [ListLag] = [FailureAction.Do, FailureAction.Answer],
    };
}
