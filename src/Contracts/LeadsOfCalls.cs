namespace Switchhook.Contracts;

/// <summary>
/// Asked of Leads by the pages of calls, in the reader's tenant: which lead each call made or joined. A call without one is not in the
/// answer.
/// </summary>
public interface ILeadsOfCalls
{
    Task<IReadOnlyDictionary<string, LeadSummary>> OfAsync(IReadOnlyCollection<string> callIds, CancellationToken stop);

    /// <summary>The rule has read this call and made no lead of it; its owner may, at /leads/of-call/{call id}.</summary>
    Task<bool> IsUnqualifiedAsync(string callId, CancellationToken stop);

    /// <summary>Calls from this number (E.164) are turned away.</summary>
    Task<bool> IsBlockedAsync(string number, CancellationToken stop);
}

/// <param name="Tone">How its status is coloured: good, warn, bad, info or neutral.</param>
public record LeadSummary(Guid Id, string Status, string Tone);
