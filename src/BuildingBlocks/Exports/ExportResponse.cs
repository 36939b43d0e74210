using Microsoft.AspNetCore.Http;

namespace Switchhook.BuildingBlocks.Exports;

/// <summary>Prepares an export and sends it as a download.</summary>
public static class ExportResponse
{
    /// <summary>A reader that takes longer is left: its file would lie on our disk for as long as it likes.</summary>
    static readonly TimeSpan Sending = TimeSpan.FromHours(1);

    public static async Task SendAsync(
        this ExportFiles files,
        HttpContext http,
        string account,
        string name,
        string type,
        Func<Stream, CancellationToken, Task> write
    )
    {
        Stream file;
        try
        {
            file = await files.PrepareAsync(account, write, http.RequestAborted);
        }
        catch (ExportRefused refused)
        {
            if (refused.Status == StatusCodes.Status429TooManyRequests)
                http.Response.Headers.RetryAfter = "10";
            http.SetStatusPage(refused.Status, "The export was not made", refused.Message);
            return;
        }
        await using (file)
        {
            http.Response.ContentType = type;
            http.Response.ContentLength = file.Length;
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
            http.Response.Headers.CacheControl = "private, no-store";
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            limit.CancelAfter(Sending);
            try
            {
                await file.CopyToAsync(http.Response.Body, limit.Token);
            }
            catch (OperationCanceledException)
            {
                http.Abort();
            }
        }
    }
}
