using System.Text.Json;
using JasperFx.Events;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;

namespace Switchhook.Specs.Calls;

/// <summary>A call after some deliveries: decided by the real decider, folded by the real Apply.</summary>
sealed record Hearing(IReadOnlyList<object> Story, Call? Call)
{
    static readonly CallDetailsProjection Pages = new();
    static readonly CallListProjection Rows = new();

    public static Hearing Nothing { get; } = new([], null);

    public static Hearing Of(params IEnumerable<Payload> told) => told.Aggregate(Nothing, (heard, next) => heard.Then(next));

    public Hearing Then(Payload told)
    {
        var news = Continue.With(told, Call);
        return news.Count == 0 ? this : new([.. Story, .. news], news.Aggregate(Call ?? new(), Fold));
    }

    public CallDetails Page => Story.Aggregate(new CallDetails { Id = "call/call_1" }, (page, e) =>
    {
        switch (e)
        {
            case CallStarted x: Pages.Apply(Kept(x), page); break;
            case CallEnded x: Pages.Apply(Kept(x), page); break;
            case CallAnalyzed x: Pages.Apply(Kept(x), page); break;
            case CallReanalyzed x: Pages.Apply(Kept(x), page); break;
            case CallCompleted x: Pages.Apply(Kept(x), page); break;
        }
        return page;
    });

    public CallList Row => Story.Aggregate(new CallList { Id = "call/call_1" }, (row, e) =>
    {
        switch (e)
        {
            case CallStarted x: Rows.Apply(Kept(x), row); break;
            case CallEnded x: Rows.Apply(Kept(x), row); break;
            case CallAnalyzed x: Rows.Apply(Kept(x), row); break;
            case CallReanalyzed x: Rows.Apply(Kept(x), row); break;
            case CallCompleted x: Rows.Apply(Kept(x), row); break;
        }
        return row;
    });

    /// <summary>All that is kept of the call for reading, and all that the pages make of it.</summary>
    public string Shown => JsonSerializer.Serialize(Page) + JsonSerializer.Serialize(Row) + Words(Page, CallPage.Of(Page, null, Page.Transcript));

    public IReadOnlyList<Happening> Timeline => [.. Story.Select(x => Happening.Of(new Event<object>(x) { Timestamp = DateTimeOffset.UnixEpoch }))];

    static string Words(CallDetails call, CallPage page) => string.Join('\n', (IEnumerable<string?>)
    [
        CallWords.Name(call), CallWords.Number(call), CallWords.Length(call.Milliseconds), CallWords.Money(call.Cost?.Cents), CallWords.Iso(call.At), CallWords.Iso(call.At),
        call.Ending?.InWords, page.Outcome.Label, JsonSerializer.Serialize(page.Lanes),
        .. call.Cost?.Items.Select(x => CallWords.Product(x.Product) + CallWords.Money(x.Cents)) ?? [],
        .. call.Analysis?.Fields.Select(x => CallWords.Label(x.Name) + CallWords.Value(x) + Heard.In(call.Transcript, x)?.At) ?? [],
        .. call.Transcript.Select(x => page.Speaker(x) + CallWords.Clock(x.Start ?? 0) + (x.Tool is { } tool ? ToolWords.Of(tool) : x.Text)),
    ]);

    static Call Fold(Call call, object e) => e switch
    {
        CallStarted x => call.Apply(x),
        CallTransferred x => call.Apply(x),
        CallEnded x => call.Apply(x),
        CallAnalyzed x => call.Apply(x),
        CallReanalyzed x => call.Apply(x),
        CallCompleted x => call.Apply(x),
        _ => throw new ArgumentException(e.GetType().Name),
    };

    static Event<T> Kept<T>(T e) where T : notnull => new(e) { StreamKey = "call/call_1", Timestamp = DateTimeOffset.UnixEpoch.AddDays(1) };
}
