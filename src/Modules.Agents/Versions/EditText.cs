using System.Net;
using Switchhook.Agents.Retell;

namespace Switchhook.Agents.Versions;

/// <summary>Why a version could not be published, for its owner.</summary>
public static class EditText
{
    public const string Foreign = "The agent was changed in Retell's dashboard meanwhile, so this version was not put over it.";

    public const string KeyRefused = "Retell does not accept the key that you gave. Replace it under Connection.";

    public static string For(RetellRefusal refusal, Agent agent) =>
        refusal switch
        {
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } when agent.Connection is { HasOwnKey: true } => KeyRefused,
            { IsUnknown: true } when refusal.Message.Contains("voice", StringComparison.OrdinalIgnoreCase) =>
                "This voice is no longer offered. Choose another one.",
            { IsUnknown: true } => "Retell does not know this agent any more: somebody may have removed it there.",
            { Status: HttpStatusCode.BadRequest } when refusal.Message.Contains("token", StringComparison.OrdinalIgnoreCase) =>
                "The prompt is too long for Retell. Shorten it.",
            { Status: HttpStatusCode.BadRequest } => "Retell did not accept this version. Change it, or tell the operator.",
            _ => RefusalText.For(refusal, ProvisioningStage.Publishing, null),
        };
}
