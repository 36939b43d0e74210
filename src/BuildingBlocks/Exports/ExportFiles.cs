using System.Collections.Concurrent;

namespace Switchhook.BuildingBlocks.Exports;

/// <summary>
/// Exports are written to a temporary file before the first byte is sent, so that no query, lock or connection waits for a reader.
/// Only this user can read the files; each is deleted when it was sent, and what a killed process left is deleted at the next start.
/// </summary>
public sealed class ExportFiles : IDisposable
{
    public const long Largest = 512L << 20;

    /// <summary>Of one account's files, how many may be on their way to readers at once.</summary>
    public const int SentAtOnce = 3;

    const int PreparedAtOnce = 3;
    static readonly TimeSpan SlotTimeout = TimeSpan.FromSeconds(30),
        Preparation = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<string, bool> preparing = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, int> sending = new(StringComparer.Ordinal);
    readonly SemaphoreSlim slots = new(PreparedAtOnce, PreparedAtOnce);
    readonly string folder;
    readonly long largest;

    public ExportFiles(string folder, long largest = Largest)
    {
        (this.folder, this.largest) = (folder, largest);
        foreach (var left in Directory.EnumerateFiles(folder, "*.export"))
            File.Delete(left);
    }

    public void Dispose() => slots.Dispose();

    /// <summary>Returns the file, at its beginning; disposing it deletes it.</summary>
    /// <exception cref="ExportRefused">Another export of the account is being prepared, or this one grows too large.</exception>
    public async Task<Stream> PrepareAsync(string account, Func<Stream, CancellationToken, Task> write, CancellationToken stop)
    {
        if (sending.GetValueOrDefault(account) >= SentAtOnce)
            throw ExportRefused.Busy(
                "Your earlier exports are still downloading. Wait for them to finish, or cancel them, then try again."
            );
        if (!preparing.TryAdd(account, true))
            throw ExportRefused.Busy("An export is already being prepared for your account. Wait for it to finish, then try again.");
        try
        {
            if (!await slots.WaitAsync(SlotTimeout, stop))
                throw ExportRefused.Busy("Too many exports are being prepared right now. Try again in a minute.");
            try
            {
                return await WriteAsync(account, write, stop);
            }
            finally
            {
                slots.Release();
            }
        }
        finally
        {
            preparing.TryRemove(account, out _);
        }
    }

    /// <summary>An empty file for the time of a preparation, as large as an export may be.</summary>
    public Stream CreateTemporaryFile() => new BoundedStream(Open(), largest);

    async Task<Stream> WriteAsync(string account, Func<Stream, CancellationToken, Task> write, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Preparation);
        var file = Open();
        try
        {
            await using (var bounded = new BoundedStream(file, largest, leaveOpen: true))
                await write(bounded, limit.Token);
            await file.FlushAsync(limit.Token);
            file.Position = 0;
            return new ExportFileStream(file, StartSending(account));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            await file.DisposeAsync();
            throw ExportRefused.TooLarge(
                $"Preparing this export took longer than {Preparation.TotalMinutes:0} minutes. Narrow it with a filter, or ask the "
                    + "operator of this site."
            );
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    Action StartSending(string account)
    {
        sending.AddOrUpdate(account, 1, (_, count) => count + 1);
        return () =>
        {
            if (sending.AddOrUpdate(account, 0, (_, count) => count - 1) == 0)
                sending.TryRemove(KeyValuePair.Create(account, 0));
        };
    }

    FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(folder, $"{Guid.NewGuid():N}.export"), options);
    }
}
