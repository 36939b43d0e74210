using System.Net;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Versions;

namespace Switchhook.Agents.Pausing;

public static class PauseText
{
    public static string For(RetellRefusal refusal, Agent agent) =>
        refusal switch
        {
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } when agent.Connection is { HasOwnKey: true } =>
                EditText.KeyRefused,
            { IsUnknown: true } => "Retell does not know this number any more: somebody may have removed it there.",
            { Status: HttpStatusCode.BadRequest } when agent.RequestedRouting.FallbackNumber is not null =>
                "Retell does not send calls on to this number. Try another one, or none.",
            _ => RefusalText.For(refusal, ProvisioningStage.Publishing, null),
        };
}
