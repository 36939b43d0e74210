using System.Net;

namespace Switchhook.Scenarios;

/// <summary>A body that promises a length and never arrives whole.</summary>
sealed class EndlessBody(long promised) : HttpContent
{
    readonly TaskCompletionSource given = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync("{"u8.ToArray());
        await stream.FlushAsync();
        await given.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = promised;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        given.TrySetResult();
        base.Dispose(disposing);
    }
}
