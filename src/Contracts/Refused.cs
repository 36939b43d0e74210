namespace Switchhook.Contracts;

/// <summary>A business rule said no. The message is a sentence for the person who asked; pages answer 422 with it.</summary>
public class Refused(string reason) : Exception(reason)
{
    /// <summary>For logs: where, and not the sentence, which may repeat what somebody typed.</summary>
    public sealed override string ToString() => $"{GetType().Name}{Environment.NewLine}{StackTrace}";
}

/// <summary>No, for now: pages and API answer 429 and say when to come again.</summary>
public sealed class RetryLater(string reason, DateTimeOffset next) : Refused(reason)
{
    public DateTimeOffset Next => next;
}
