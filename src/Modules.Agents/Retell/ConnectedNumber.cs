using System.Globalization;

namespace Switchhook.Agents.Retell;

/// <summary>A number with who answers it.</summary>
public record ConnectedNumber(
    string PhoneNumber,
    string? PhoneNumberPretty,
    IReadOnlyList<RetellBoundAgent>? InboundAgents,
    IReadOnlyList<RetellBoundAgent>? OutboundAgents,
    string? FallbackNumber = null
)
{
    public bool IsBoundTo(string agentId) => Bindings(agentId).Any();

    /// <summary>
    /// The version or tag that a binding holds the agent at. One that follows what is published, or the latest, is no pin.
    /// </summary>
    public string? PinOf(string agentId, int except) =>
        Bindings(agentId).Select(Pin).FirstOrDefault(x => x is not null && x != Words(except));

    /// <summary>
    /// The lists in which the agent's bindings are led from one version to another; null when one of them is pinned to a third.
    /// </summary>
    public BindNumber? Repinned(string agentId, int from, int to)
    {
        if (Bindings(agentId).Select(Pin).Any(x => x is not null && x != Words(from) && x != Words(to)))
            return null;
        return new(Led(InboundAgents), Led(OutboundAgents));

        IReadOnlyList<RetellBoundAgent>? Led(IReadOnlyList<RetellBoundAgent>? list) =>
            list?.Any(IsBehind) != true ? null : [.. list.Select(x => IsBehind(x) ? x with { AgentVersion = Words(to) } : x)];

        bool IsBehind(RetellBoundAgent x) => x.AgentId == agentId && Pin(x) == Words(from);
    }

    IEnumerable<RetellBoundAgent> Bindings(string agentId) =>
        (InboundAgents ?? []).Concat(OutboundAgents ?? []).Where(x => x.AgentId == agentId);

    static string Words(int version) => version.ToString(CultureInfo.InvariantCulture);

    static string? Pin(RetellBoundAgent binding) =>
        binding.AgentVersion is { } version and not ("latest" or "latest_published") ? version : null;
}
