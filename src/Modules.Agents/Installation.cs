using JasperFx;
using Marten;

namespace Switchhook.Agents;

/// <summary>This installation's own mark, made once and kept with the data.</summary>
public sealed class Installation(IDocumentStore store, TimeProvider time)
{
    /// <summary>What belongs to no user lies in a tenant of its own, which nobody can sign in to.</summary>
    public const string Tenant = "platform";

    string? mark;

    public async ValueTask<string> MarkAsync(CancellationToken stop) => mark ??= await ReadAsync(stop) ?? await MakeAsync(stop);

    async Task<string?> ReadAsync(CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant);
        return (await session.LoadAsync<InstallationMark>(InstallationMark.Only, stop))?.Mark;
    }

    async Task<string> MakeAsync(CancellationToken stop)
    {
        await using var session = store.LightweightSession(Tenant);
        var made = new InstallationMark(Guid.CreateVersion7(time.GetUtcNow()).ToString("N")[^8..]);
        session.Insert(made);
        try
        {
            await session.SaveChangesAsync(stop);
            return made.Mark;
        }
        catch (DocumentAlreadyExistsException)
        {
            return (await ReadAsync(stop))!;
        }
    }
}

public record InstallationMark(string Mark)
{
    public const string Only = "this";

    public string Id { get; init; } = Only;
}
