using Marten;
using Microsoft.Extensions.Logging;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Reconciliation;

/// <summary>
/// The workspace at Retell that this site's agents live in. It is known by its name and by what it holds, so that a renamed one is not
/// taken for another.
/// </summary>
public record RetellWorkspace(string Name, DateTimeOffset At)
{
    public const string Only = "this";

    public string Id { get; init; } = Only;
}

/// <summary>
/// Agents were missing at Retell when it was last looked through. Kept where every process sees it, since each time another may look.
/// </summary>
public record MissingAgents(string Sentence, DateTimeOffset Since)
{
    public const string Only = "this";

    public string Id { get; init; } = Only;
}

public static partial class RetellWorkspaces
{
    public static string Sentence(string? found, string? known) =>
        $"Retell__ApiKey opens the Retell workspace {Quoted(found)}, but this site's agents were made in {Quoted(known)}, and none "
        + "of them is there. "
        + "Set the key of the right workspace. If the site is meant to move to the other one, delete its agents first.";

    static string Quoted(string? name) => string.IsNullOrEmpty(name) ? "with another name" : $"“{name}”";

    public static async Task StoreNameAsync(
        string? name,
        InventoryComparison findings,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var known = await session.LoadAsync<RetellWorkspace>(RetellWorkspace.Only, stop);
        if (name is not null && name != known?.Name && (findings.Held > 0 || known is null))
            session.Store(new RetellWorkspace(name, now));
    }

    /// <summary>That many do not vanish by themselves: nothing that was not found counts, and an administrator is told.</summary>
    public static OutgoingMessages Alarm(
        string? name,
        InventoryComparison findings,
        MissingAgents? known,
        IDocumentSession session,
        ILogger log,
        DateTimeOffset now
    )
    {
        var sentence =
            $"Of {findings.Held} agents, {(findings.FindsAny ? $"{findings.LostAgents} miss something" : "none is there")} in the "
            + $"Retell workspace {Quoted(name)}, so nothing was marked "
            + "as lost. Check that Retell__ApiKey is the key of the workspace in which they were made.";
        session.Store(new MissingAgents(sentence, known?.Since ?? now));
        if (known is null)
            LogMissing(log, sentence);
        return [new NotifyAdmins("retell-workspace", "Agents are missing at Retell", sentence)];
    }

    public static void ClearAlarm(MissingAgents? known, IDocumentSession session, ILogger log)
    {
        if (known is null)
            return;
        session.Delete(known);
        LogThere(log);
    }

    [LoggerMessage(LogLevel.Warning, "{Sentence}")]
    static partial void LogMissing(ILogger log, string sentence);

    [LoggerMessage(LogLevel.Information, "The agents that were missing at Retell have been found again")]
    static partial void LogThere(ILogger log);

    /// <summary>Null when Retell does not say it now.</summary>
    public static async Task<string?> NameOfWorkspaceAsync(this RetellAgents retell, CancellationToken stop)
    {
        try
        {
            return (await retell.KeyInfo(stop)).OrgName;
        }
        catch (RetellRefusal)
        {
            return null;
        }
    }
}
