using System.Text.Json.Serialization;

namespace Switchhook.Calls.Story;

/// <summary>Who spoke with whom. A web call has no numbers and no direction; a number may be "anonymous" or a SIP address.</summary>
public sealed record Parties(
    string RetellAgentId, int? AgentVersion, string? AgentName, bool Web, string? Direction, string? From, string? To, bool Simulated)
{
    [JsonIgnore]
    public bool Outbound => Direction == "outbound";

    /// <summary>The number of the person, whichever side called.</summary>
    [JsonIgnore]
    public string? Caller => Outbound ? To : From;
}
