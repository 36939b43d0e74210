namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>What a fault is made of.</summary>
public enum FailureAction
{
    /// <summary>What was asked is done.</summary>
    Do,

    /// <summary>It is done later, behind the back of who asked.</summary>
    DoLate,

    /// <summary>The request waits for its time to be over, or to be let go.</summary>
    Wait,

    /// <summary>The answer goes out as it should.</summary>
    Answer,

    /// <summary>The status goes out, the body does not.</summary>
    AnswerEmpty,

    /// <summary>Half of the body goes out, then the connection breaks.</summary>
    AnswerHalf,

    /// <summary>An error goes out, whatever was done.</summary>
    Refuse,

    /// <summary>The connection is reset.</summary>
    Cut,
}
