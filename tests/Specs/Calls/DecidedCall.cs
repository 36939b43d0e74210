using System.Text.Json;
using JasperFx.Events;
using Switchhook.Calls;
using Switchhook.Calls.Details;
using Switchhook.Calls.List;

namespace Switchhook.Specs.Calls;

/// <summary>A call after some deliveries: decided by the real decider, folded by the real Apply.</summary>
sealed record DecidedCall(IReadOnlyList<object> Story, Call? Call)
{
    static readonly CallDetailsProjection Pages = new();
    static readonly CallListProjection Rows = new();

    public static DecidedCall Nothing { get; } = new([], null);

    public static DecidedCall Of(params IEnumerable<Payload> told) => told.Aggregate(Nothing, (heard, next) => heard.Then(next));

    public DecidedCall Then(Payload told)
    {
        var news = CallDecider.Decide(told, Call);
        return news.Count == 0 ? this : new([.. Story, .. news], news.Aggregate(Call ?? new(), Fold));
    }

    public CallDetails Page =>
        Story.Aggregate(
            new CallDetails { Id = "call/call_1" },
            (page, e) =>
            {
                switch (e)
                {
                    case CallStarted x:
                        Pages.Apply(Kept(x), page);
                        break;
                    case CallEnded x:
                        Pages.Apply(Kept(x), page);
                        break;
                    case CallAnalyzed x:
                        Pages.Apply(Kept(x), page);
                        break;
                    case CallReanalyzed x:
                        Pages.Apply(Kept(x), page);
                        break;
                    case CallSupplemented x:
                        Pages.Apply(Kept(x), page);
                        break;
                }
                return page;
            }
        );

    public CallList Row =>
        Story.Aggregate(
            new CallList { Id = "call/call_1" },
            (row, e) =>
            {
                switch (e)
                {
                    case CallStarted x:
                        Rows.Apply(Kept(x), row);
                        break;
                    case CallEnded x:
                        Rows.Apply(Kept(x), row);
                        break;
                    case CallAnalyzed x:
                        Rows.Apply(Kept(x), row);
                        break;
                    case CallReanalyzed x:
                        Rows.Apply(Kept(x), row);
                        break;
                    case CallSupplemented x:
                        Rows.Apply(Kept(x), row);
                        break;
                }
                return row;
            }
        );

    /// <summary>All that is kept of the call for reading, and all that the pages make of it.</summary>
    public string Shown =>
        JsonSerializer.Serialize(Page) + JsonSerializer.Serialize(Row) + Words(Page, CallPage.Of(Page, null, Page.Transcript));

    public IReadOnlyList<TimelineEntry> Timeline =>
        [.. Story.Select(x => TimelineEntry.Of(new Event<object>(x) { Timestamp = DateTimeOffset.UnixEpoch }))];

    static string Words(CallDetails call, CallPage page) =>
        string.Join(
            '\n',
            (IEnumerable<string?>)
                [
                    CallText.Name(call),
                    CallText.Number(call),
                    CallText.Length(call.Milliseconds),
                    CallText.Money(call.Cost?.Cents),
                    CallText.Iso(call.At),
                    CallText.Iso(call.At),
                    call.Ending?.Label,
                    page.Outcome.Label,
                    JsonSerializer.Serialize(page.Tracks),
                    .. call.Cost?.Items.Select(x => CallText.Product(x.Product) + CallText.Money(x.Cents)) ?? [],
                    .. call.Analysis?.Fields.Select(x =>
                        CallText.Label(x.Name) + CallText.Value(x) + SourceLocator.LocateField(call.Transcript, x)?.At
                    )
                        ?? [],
                    .. call.Transcript.Select(x =>
                        page.Speaker(x) + CallText.Clock(x.Start ?? 0) + (x.Tool is { } tool ? ToolCallText.Of(tool) : x.Text)
                    ),
                ]
        );

    static Call Fold(Call call, object e) =>
        e switch
        {
            CallStarted x => call.Apply(x),
            CallTransferred x => call.Apply(x),
            CallEnded x => call.Apply(x),
            CallAnalyzed x => call.Apply(x),
            CallReanalyzed x => call.Apply(x),
            CallSupplemented x => call.Apply(x),
            _ => throw new ArgumentException(e.GetType().Name),
        };

    static Event<T> Kept<T>(T e)
        where T : notnull => new(e) { StreamKey = "call/call_1", Timestamp = DateTimeOffset.UnixEpoch.AddDays(1) };
}
