using JasperFx.Events;

namespace Switchhook.Agents.Versions;

/// <summary>How the list of versions grows. One of them is published at a time; of those that wait for it, only the newest is.</summary>
public static class Revisions
{
    public static IReadOnlyList<Revision> First(IEvent<AgentRequested> e) =>
        [new(1, AgentSettings.Of(e.Data), e.Timestamp, e.UserName, null)];

    /// <summary>What callers of a connected agent heard before: written at Retell, and published there.</summary>
    public static IReadOnlyList<Revision> First(IEvent<AgentFound> e, string name) =>
        [
            new(1, AgentSettings.Of(e.Data, name), e.Timestamp, null, null)
            {
                State = RevisionState.Published,
                RetellVersion = e.Data.Version,
                PublishedAt = e.Timestamp,
                PublishedBy = e.Version,
                IsFromRetell = true,
            },
        ];

    /// <summary>The same words under another of Retell's numbers.</summary>
    public static IReadOnlyList<Revision> WithRetellVersion(this IReadOnlyList<Revision> all, WebhookSet e) =>
        all.Live() is { } heard ? all.Change(heard.Number, x => x with { RetellVersion = e.Version }) : all;

    public static Revision? Publishing(this IReadOnlyList<Revision> all) => all.SingleOrDefault(x => x.State is RevisionState.Publishing);

    /// <summary>What callers hear.</summary>
    public static Revision? Live(this IReadOnlyList<Revision> all) => all.Where(x => x.PublishedBy is not null).MaxBy(x => x.PublishedBy);

    public static IReadOnlyList<Revision> With(this IReadOnlyList<Revision> all, IEvent<AgentEdited> e) =>
        [
            .. all,
            new(e.Data.Revision, AgentSettings.Of(e.Data), e.Timestamp, e.UserName, e.Data.Note)
            {
                State = all.Publishing() is null ? RevisionState.Publishing : RevisionState.Waiting,
                Replaces = e.Data.Replaces,
            },
        ];

    public static IReadOnlyList<Revision> With(this IReadOnlyList<Revision> all, IEvent<ForeignEditKept> e) =>
        [
            .. all,
            new(e.Data.Revision, AgentSettings.Of(e.Data), e.Timestamp, e.UserName, null)
            {
                State = RevisionState.Published,
                RetellVersion = e.Data.RetellVersion,
                PublishedAt = e.Timestamp,
                PublishedBy = e.Version,
                IsFromRetell = true,
            },
        ];

    public static IReadOnlyList<Revision> With(this IReadOnlyList<Revision> all, IEvent<EditPublished> e) =>
        all.WithSettled(
            e.Data.Revision,
            x =>
                x with
                {
                    State = RevisionState.Published,
                    RetellVersion = e.Data.RetellVersion,
                    PublishedAt = e.Timestamp,
                    PublishedBy = e.Version,
                    Failure = null,
                }
        );

    public static IReadOnlyList<Revision> With(this IReadOnlyList<Revision> all, IEvent<AgentPublished> e) =>
        all.WithSettled(
            1,
            x =>
                x with
                {
                    State = RevisionState.Published,
                    RetellVersion = e.Data.Version,
                    PublishedAt = e.Timestamp,
                    PublishedBy = e.Version,
                }
        );

    public static IReadOnlyList<Revision> With(this IReadOnlyList<Revision> all, EditFailed e) =>
        all.WithSettled(e.Revision, x => x with { State = RevisionState.Failed, Failure = e });

    public static IReadOnlyList<Revision> With(this IReadOnlyList<Revision> all, EditSuperseded e) =>
        all.WithSettled(e.Revision, x => x with { State = RevisionState.Superseded });

    public static IReadOnlyList<Revision> With(this IReadOnlyList<Revision> all, EditRetried e) =>
        all.Change(e.Revision, x => x with { State = RevisionState.Publishing, Failure = null });

    /// <summary>Nothing is published for an agent that is going.</summary>
    public static IReadOnlyList<Revision> Ended(this IReadOnlyList<Revision> all) =>
        [
            .. all.Select(x =>
                x.State is RevisionState.Publishing or RevisionState.Waiting ? x with { State = RevisionState.Superseded } : x
            ),
        ];

    /// <summary>Once none is in hand, the one that waits is taken.</summary>
    static IReadOnlyList<Revision> WithSettled(this IReadOnlyList<Revision> all, int number, Func<Revision, Revision> how)
    {
        var settled = all.Change(number, how);
        return settled.Publishing() is null && settled[^1] is { State: RevisionState.Waiting } next
            ? settled.Change(next.Number, x => x with { State = RevisionState.Publishing })
            : settled;
    }

    static IReadOnlyList<Revision> Change(this IReadOnlyList<Revision> all, int number, Func<Revision, Revision> how) =>
        [.. all.Select(x => x.Number == number ? how(x) : x)];
}
