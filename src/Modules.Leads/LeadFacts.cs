using System.Collections.Immutable;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Leads;

/// <summary>All that is known of a lead: what its calls said, and what people edited. Edits win over anything that calls say.</summary>
public record LeadFacts(ImmutableList<LeadCall> Calls, ImmutableDictionary<LeadField, string?> Edits)
{
    public static readonly LeadFacts None = new([], ImmutableDictionary<LeadField, string?>.Empty);

    public SourcedValue? Of(LeadField field)
    {
        if (Edits.TryGetValue(field, out var written))
            return written is null ? null : new(written, null, Written: true);
        return Calls.LastOrDefault(x => x.Enquiry.Of(field) is not null) is { Enquiry: var said, Event: var number }
            ? new(
                said.Of(field)!,
                said.CallId.StartsWith(Enquiry.Imported, StringComparison.Ordinal) ? null : said.CallId,
                said.SecondOf(field),
                number,
                AsSaid: said.AsSaid?.GetValueOrDefault(field)
            )
            : null;
    }

    /// <summary>What the newest call said of it where nothing could be made of that, and nothing else is known.</summary>
    public string? UnparsedValue(LeadField field) =>
        Edits.ContainsKey(field) || Of(field) is not null
            ? null
            : Calls.Select(x => x.Enquiry.AsSaid?.GetValueOrDefault(field)).OfType<string>().LastOrDefault();

    /// <summary>Callers of one number who gave different names: perhaps a line that forwards its callers.</summary>
    public int NamesOfNumber() =>
        Calls
            .Where(x => x.Enquiry is { OwnLine: false, Number: { } number } && number == Of(LeadField.Number)?.Value)
            .Select(x => x.Enquiry.Name?.Trim())
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();

    public LeadCall? Call(string callId) => Calls.Find(x => x.Enquiry.CallId == callId);

    /// <summary>Which came last decides, not which was told of last.</summary>
    public LeadFacts WithCall(LeadCall call) => this with { Calls = InOrder(Calls.Add(call)) };

    public LeadFacts WithCorrectedCall(LeadCall call) =>
        this with
        {
            Calls = InOrder([.. Calls.Select(x => x.Enquiry.CallId == call.Enquiry.CallId ? call : x)]),
        };

    /// <summary>What a file brings fills gaps only, so it stands before all that was heard.</summary>
    public LeadFacts WithImported(LeadCall row) => this with { Calls = Calls.Insert(0, row) };

    public LeadFacts WithEdits(IReadOnlyDictionary<LeadField, string?> values) => this with { Edits = Edits.SetItems(values) };

    public LeadFacts WithoutEdit(LeadField field) => this with { Edits = Edits.Remove(field) };

    public LeadFacts Requalified(IReadOnlyList<Enquiry> anew) =>
        this with
        {
            Calls =
            [
                .. Calls.Select(call =>
                    anew.FirstOrDefault(x => x.CallId == call.Enquiry.CallId) is { } enquiry ? call with { Enquiry = enquiry } : call
                ),
            ],
        };

    /// <summary>In the order in which they came, whichever of two leads they were first of.</summary>
    public LeadFacts With(LeadFacts other) => new(InOrder(Calls.AddRange(other.Calls)), other.Edits.SetItems(Edits));

    /// <summary>As they happened; what came from files stands before all calls.</summary>
    static ImmutableList<LeadCall> InOrder(ImmutableList<LeadCall> calls) =>
        [
            .. calls.OrderBy(x =>
                x.Enquiry.CallId.StartsWith(Enquiry.Imported, StringComparison.Ordinal) ? DateTimeOffset.MinValue : x.Enquiry.CalledAt
            ),
        ];

    /// <summary>
    /// The numbers that called, as they may be blocked. A number with an extension is not among them: others ring from that line, too.
    /// </summary>
    public IReadOnlyList<string> Numbers() =>
        [
            .. Calls
                .Where(x => !x.Enquiry.OwnLine)
                .Select(x => x.Said?.CallerNumber)
                .Append(Of(LeadField.Number)?.Value)
                .Select(x => PhoneNumber.Read(x).Value)
                .OfType<PhoneNumber>()
                .Where(x => x.Extension is null)
                .Select(x => x.E164)
                .Distinct(),
        ];
}

/// <param name="Event">Which event of the lead's stream told of it.</param>
[ShapeName("HeardCall")]
public record LeadCall(Enquiry Enquiry, CallContent? Said, long Event = 0);

/// <summary>A value and where it is from.</summary>
/// <param name="CallId">The call in which it was heard; null when a person wrote it or a file brought it.</param>
/// <param name="Second">Into that call's recording.</param>
/// <param name="Event">Of the lead's stream.</param>
/// <param name="AsSaid">The words that it was guessed from; null when it stands as it was said.</param>
public record SourcedValue(
    string Value,
    string? CallId,
    double? Second = null,
    long Event = 0,
    bool Written = false,
    string? AsSaid = null
);
