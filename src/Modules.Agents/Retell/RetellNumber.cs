using System.Text.Json;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Retell;

public record RetellBinding(string AgentId, double Weight, string AgentVersion);

/// <summary>Bought and bound in one call, so that a number that is paid for always answers.</summary>
public record RetellNumberOrder(
    int? AreaCode,
    string Nickname,
    IReadOnlyList<RetellBinding> InboundAgents,
    IReadOnlyList<RetellBinding> OutboundAgents
) : IRetellRequest
{
    public static RetellNumberOrder For(Agent agent)
    {
        // Said outright: a number without a version answers with whatever Retell's default happens to be.
        RetellBinding[] bound = [new(agent.RetellAgentId!, 1, "latest_published")];
        return new(agent.AreaCode, agent.Tag, bound, bound);
    }
}

public record RetellNumber(string PhoneNumber, string? PhoneNumberPretty, int? AreaCode, string? Nickname)
{
    public static RetellNumber? Read(JsonElement row) =>
        row.GetStringOrNull("phone_number") is { } number
            ? new(
                number,
                row.GetStringOrNull("phone_number_pretty"),
                (int?)row.GetInt64OrNull("area_code"),
                row.GetStringOrNull("nickname")
            )
            : null;
}
