using Switchhook.Agents.Retell;
using Switchhook.Contracts;

namespace Switchhook.Agents.Voices;

/// <summary>Retell's voices, asked for once an hour; while Retell is away, the last list that came.</summary>
public sealed class VoiceCatalog(RetellAgents retell, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromHours(1),
        RetryInterval = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim gate = new(1, 1);
    (IReadOnlyList<Voice> Voices, DateTimeOffset Until)? known;

    public async Task<IReadOnlyList<Voice>> All(CancellationToken stop)
    {
        if (known is { } fresh && time.GetUtcNow() < fresh.Until)
            return fresh.Voices;
        await gate.WaitAsync(stop);
        try
        {
            if (known is { } meanwhile && time.GetUtcNow() < meanwhile.Until)
                return meanwhile.Voices;
            known = (await retell.ListVoices(stop), time.GetUtcNow() + Fresh);
        }
        catch (RetellRefusal) when (known is not null)
        {
            known = (known.Value.Voices, time.GetUtcNow() + RetryInterval);
        }
        finally
        {
            gate.Release();
        }
        return known.Value.Voices;
    }

    /// <summary>For a command, which is answered with a sentence.</summary>
    public async Task<IReadOnlyList<Voice>> AllOrRefuse(CancellationToken stop)
    {
        try
        {
            return await All(stop);
        }
        catch (RetellRefusal)
        {
            throw new Refused("Retell cannot be reached at the moment, so nothing was changed. Try again in a minute.");
        }
    }

    public async Task<Voice?> Find(string id, CancellationToken stop) => (await All(stop)).FirstOrDefault(x => x.Id == id);

    public void Dispose() => gate.Dispose();
}
