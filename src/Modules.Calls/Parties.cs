using System.Text.Json.Serialization;

namespace Switchhook.Calls;

/// <summary>Who spoke with whom. A web call has no numbers and no direction; a number may be "anonymous" or a SIP address.</summary>
/// <param name="RetellAgentId">Empty where it was not told.</param>
public sealed record Parties(
    string RetellAgentId,
    int? AgentVersion,
    string? AgentName,
    bool Web,
    string? Direction,
    string? From,
    string? To,
    bool Simulated
)
{
    public static readonly Parties Nobody = new("", null, null, false, null, null, null, false);

    [JsonIgnore]
    public bool Outbound => Direction == "outbound";

    /// <summary>The number of the person, whichever side called.</summary>
    [JsonIgnore]
    public string? Caller => Outbound ? To : From;

    /// <summary>What this one does not say stays as it was.</summary>
    public Parties MergedOver(Parties? before) =>
        before is null
            ? this
            : new(
                RetellAgentId is "" ? before.RetellAgentId : RetellAgentId,
                AgentVersion ?? before.AgentVersion,
                AgentName ?? before.AgentName,
                Web || before.Web,
                Direction ?? before.Direction,
                From ?? before.From,
                To ?? before.To,
                Simulated || before.Simulated
            );
}
