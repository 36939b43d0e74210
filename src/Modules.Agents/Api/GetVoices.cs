using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Voices;

namespace Switchhook.Agents.Api;

public static class GetVoices
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/voices",
                async (VoiceCatalog voices, CancellationToken stop) =>
                    new VoicesView([
                        .. (await voices.All(stop)).Select(x => new VoiceView(x.Id, x.Name, x.Gender, x.Accent, x.Age, x.PreviewUrl)),
                    ])
            )
            .WithTags("Voices")
            .WithName("list_voices")
            .WithSummary("The voices that an agent can have, as Retell offers them")
            .Produces<VoicesView>();
}

public record VoicesView(IReadOnlyList<VoiceView> Voices);

public record VoiceView(string VoiceId, string Name, string? Gender, string? Accent, string? Age, string? PreviewUrl);
