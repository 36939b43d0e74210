using JasperFx;
using Marten;

namespace Switchhook.Agents;

/// <summary>
/// This installation's own mark, made once and kept with the data. It changes when an administrator says that a restored or moved site is
/// the live one.
/// </summary>
public sealed class Installation(IDocumentStore store, TimeProvider time)
{
    /// <summary>What belongs to no user lies in a tenant of its own, which nobody can sign in to.</summary>
    public const string Tenant = "platform";

    public async ValueTask<string> MarkAsync(CancellationToken stop) => (await MarksAsync(stop)).Mark;

    public async ValueTask<InstallationMark> MarksAsync(CancellationToken stop) => await ReadAsync(stop) ?? await MakeAsync(stop);

    /// <summary>From now on, what is made bears a mark that a copy of this site does not know.</summary>
    public async Task BeginEpochAsync(CancellationToken stop)
    {
        var before = await MarksAsync(stop);
        await using var session = store.LightweightSession(Tenant);
        session.Store(before with { Mark = New(), Former = [before.Mark, .. before.Former] });
        await session.SaveChangesAsync(stop);
    }

    async Task<InstallationMark?> ReadAsync(CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant);
        return await session.LoadAsync<InstallationMark>(InstallationMark.Only, stop);
    }

    async Task<InstallationMark> MakeAsync(CancellationToken stop)
    {
        await using var session = store.LightweightSession(Tenant);
        var made = new InstallationMark(New());
        session.Insert(made);
        try
        {
            await session.SaveChangesAsync(stop);
            return made;
        }
        catch (DocumentAlreadyExistsException)
        {
            return (await ReadAsync(stop))!;
        }
    }

    string New() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N")[^8..];
}

public record InstallationMark(string Mark)
{
    public const string Only = "this";

    public string Id { get; init; } = Only;

    /// <summary>
    /// What it was before it was moved or restored, newest first. What bears one of these may belong to the site that went on elsewhere.
    /// </summary>
    public IReadOnlyList<string> Former { get; init; } = [];
}
