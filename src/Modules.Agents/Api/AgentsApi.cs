using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Contracts;

namespace Switchhook.Agents.Api;

/// <summary>What programs can do with agents. Each endpoint loads a read model or sends a command, as the pages do.</summary>
public static class AgentsApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Agents").AddEndpointFilter(RetellUnavailableFilter.Answer);
        var reads = api.MapGroup("").RequireAuthorization(ApiAccess.Read);
        GetAgents.Map(reads);
        GetAgent.Map(reads);
        GetVoices.Map(reads);

        var writes = api.MapGroup("").RequireAuthorization(ApiAccess.Write).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        PostAgent.Map(writes);
        PostConnect.Map(writes);
        PatchAgent.Map(writes);
        DeleteAgentEndpoint.Map(writes);
        PostPause.Map(writes);
        PostResume.Map(writes);
        PostAreaCode.Map(writes);
        PutBackupNumber.Map(writes);
    }
}
