using Microsoft.AspNetCore.Http;

namespace Switchhook.BuildingBlocks;

/// <summary>What the page of a status says instead of its usual words. The answer itself must have no body.</summary>
public sealed record StatusPageText(string Heading, string Sentence);

public static class StatusPageExtensions
{
    public static void SetStatusPage(this HttpContext http, int status, string heading, string sentence)
    {
        http.Response.StatusCode = status;
        http.Features.Set(new StatusPageText(heading, sentence));
    }
}
