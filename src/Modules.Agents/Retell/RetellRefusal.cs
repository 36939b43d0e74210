using System.Net;

namespace Switchhook.Agents.Retell;

/// <summary>Retell said no, or nothing. The message is Retell's own, for the operator.</summary>
/// <param name="status">Null when no answer came.</param>
/// <param name="mayHaveHappened">What was asked for may have been done all the same.</param>
public sealed class RetellRefusal(HttpStatusCode? status, string message, bool mayHaveHappened, Exception? cause = null)
    : Exception(message, cause)
{
    public HttpStatusCode? Status => status;
    public bool MayHaveHappened => mayHaveHappened;

    /// <summary>Asked again later, the answer may be another.</summary>
    public bool IsPassing => status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <summary>What was asked about is not there.</summary>
    public bool IsUnknown => status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity;
}
