using Npgsql;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// One insertion after the other; after a failure on another connection. One that hangs is waited for so long and no longer, whatever
/// becomes of it.
/// </summary>
sealed class DeliveryWriter(NpgsqlDataSource database, TimeSpan timeout) : IAsyncDisposable
{
    DeliveryInsert? open;

    public async Task WriteAsync(IReadOnlyList<PendingDelivery> batch)
    {
        var insertion = open ??= new DeliveryInsert(database);
        var writing = insertion.WriteAsync(batch);
        try
        {
            await writing.WaitAsync(timeout);
        }
        catch (Exception broken) when (broken is not PostgresException { IsTransient: false })
        {
            open = null;
            _ = EndAsync(insertion, writing);
            throw;
        }
    }

    static async Task EndAsync(DeliveryInsert insertion, Task writing)
    {
        // What it died of has been told; asking it to close before it has ended would only wait again.
        await writing.ContinueWith(ended => _ = ended.Exception, TaskScheduler.Default);
        await insertion.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (open is not null)
            await open.DisposeAsync();
    }
}
