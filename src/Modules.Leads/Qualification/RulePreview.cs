using Marten;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.Qualification;

/// <summary>What a rule would do to the leads there are, counted before it does it.</summary>
public sealed record RulePreview(
    int Leads,
    int Touched,
    int New,
    IReadOnlyDictionary<LeadField, int> Gained,
    IReadOnlyDictionary<LeadField, int> Changed,
    IReadOnlyDictionary<LeadField, int> Dropped,
    int Status,
    int Signals,
    int Lost,
    int Back
)
{
    public static readonly RulePreview Nothing = new(0, 0, 0, Empty(), Empty(), Empty(), 0, 0, 0, 0);

    public bool IsNothing => this is { Touched: 0, New: 0 };

    public RulePreview With(RuleEffect? change) =>
        change is null
            ? this with
            {
                Leads = Leads + 1,
            }
            : new(
                Leads + 1,
                Touched + 1,
                New,
                Count(Gained, change.Gained),
                Count(Changed, change.Changed),
                Count(Dropped, change.Dropped),
                Status + (change.Status is null ? 0 : 1),
                Signals + (change.Signals ? 1 : 0),
                Lost + (change.Lost ? 1 : 0),
                Back + (change.Back ? 1 : 0)
            );

    /// <summary>"17 leads gain an e-mail", "2 change status", "0 lost".</summary>
    public IReadOnlyList<string> Sentences() =>
        [
            .. New > 0 ? [$"{Many(New)} from calls that were none"] : Array.Empty<string>(),
            .. Each(Gained, (field, count) => $"{Many(count)} {(count == 1 ? "gains" : "gain")} {field.Phrase()}"),
            .. Each(Changed, (field, count) => $"{Many(count)} {(count == 1 ? "gets" : "get")} another {field.Words()}"),
            .. Each(Dropped, (field, count) => $"{Many(count)} {(count == 1 ? "loses" : "lose")} {field.Phrase()}"),
            .. Signals > 0 ? [$"{Many(Signals)} {(Signals == 1 ? "changes" : "change")} in urgency or appointment"] : Array.Empty<string>(),
            $"{Status} {(Status == 1 ? "changes" : "change")} status",
            .. Back > 0 ? [$"{Back} {(Back == 1 ? "comes" : "come")} back"] : Array.Empty<string>(),
            $"{Lost} lost",
        ];

    public static async Task<RulePreview> ReadAsync(
        IQuerySession session,
        QualificationRule rule,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var preview = Nothing;
        rule = rule with { BusinessNumbers = await BusinessNumbers.ReadAsync(session, stop) };
        await foreach (var row in session.Query<LeadList>().ToAsyncEnumerable(stop))
            preview = preview.With(
                Requalification.Decide(row.Lead, rule, now) is { } reread ? RuleEffect.Of(row.Lead, row.Lead.Apply(reread)) : null
            );
        await foreach (var passed in session.Query<UnqualifiedCall>().ToAsyncEnumerable(stop))
            if (rule.IsLead(passed.Said))
                preview = preview with { New = preview.New + 1 };
        return preview;
    }

    static IEnumerable<string> Each(IReadOnlyDictionary<LeadField, int> counts, Func<LeadField, int, string> say) =>
        counts.OrderByDescending(x => x.Value).Select(x => say(x.Key, x.Value));

    static string Many(int count) => count == 1 ? "1 lead" : $"{count} leads";

    static Dictionary<LeadField, int> Empty() => [];

    static Dictionary<LeadField, int> Count(IReadOnlyDictionary<LeadField, int> counts, IReadOnlyList<LeadField> fields)
    {
        var next = new Dictionary<LeadField, int>(counts);
        foreach (var field in fields)
            next[field] = next.GetValueOrDefault(field) + 1;
        return next;
    }
}
