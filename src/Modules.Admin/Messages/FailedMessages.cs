using System.Text.RegularExpressions;
using Switchhook.Contracts;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Wolverine.Runtime;

namespace Switchhook.Admin.Messages;

/// <summary>The messages that Wolverine has given up (its dead letters), of every tenant. What is in them is never shown.</summary>
public sealed partial class FailedMessages(IWolverineRuntime runtime)
{
    public const int Most = 100;

    public async Task<(int Count, IReadOnlyList<FailedMessage> Newest)> ReadAsync(CancellationToken stop, int most = Most)
    {
        var found = await DeadLetters.QueryAsync(new DeadLetterEnvelopeQuery { PageSize = most, Replayable = false }, stop);
        return (found.TotalCount, [.. found.Envelopes.OrderByDescending(x => x.SentAt).Select(RowOf)]);
    }

    /// <summary>Back into their queues; Wolverine moves them there within some seconds.</summary>
    public Task ReplayAsync(Guid[] ids, CancellationToken stop) =>
        ids.Length == 0 ? Task.CompletedTask : DeadLetters.ReplayAsync(new DeadLetterEnvelopeQuery(ids), stop);

    public Task DiscardAsync(Guid[] ids, CancellationToken stop) =>
        ids.Length == 0 ? Task.CompletedTask : DeadLetters.DiscardAsync(new DeadLetterEnvelopeQuery(ids), stop);

    IDeadLetters DeadLetters => runtime.Storage.DeadLetters;

    static FailedMessage RowOf(DeadLetterEnvelope letter) =>
        new(
            letter.Id,
            Name(letter.MessageType),
            Name(letter.ExceptionType),
            Reason(letter.ExceptionType, letter.ExceptionMessage),
            letter.SentAt,
            Guid.TryParse(letter.Envelope.TenantId, out var owner) && owner != Guid.Empty ? owner : null
        );

    static string Name(string? type) => type?.Split(',')[0].Split('.', '+')[^1] ?? "Unknown";

    /// <summary>
    /// An exception may quote what it failed on: numbers, addresses and quoted values are left out. A refusal's sentence is written for
    /// whoever asked, and may repeat all that they typed: of it nothing is shown.
    /// </summary>
    public static string Reason(string? type, string? message)
    {
        if (IsRefusal(type))
            return "";
        var line = Personal().Replace((message ?? "").Split('\n')[0].Trim(), "…");
        return line.Length > 200 ? line[..200] + "…" : line;
    }

    static bool IsRefusal(string? type) =>
        type is not null && AppDomain.CurrentDomain.GetAssemblies().Any(x => typeof(Refused).IsAssignableFrom(x.GetType(type)));

    [GeneratedRegex("""[^\s@"'(]+@[^\s@"')]+|\+?\d[\d ()-]{4,}\d|"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|=\([^)]*\)""")]
    private static partial Regex Personal();
}

/// <param name="Owner">In whose tenant it was; null when in nobody's.</param>
public sealed record FailedMessage(Guid Id, string Type, string Exception, string Reason, DateTimeOffset SentAt, Guid? Owner);
