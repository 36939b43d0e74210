using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Leads;

/// <summary>What the rule read from one call. A caller who rings again makes another one on the same lead.</summary>
/// <param name="CallId">Retell's call_id; of a lead that came from a file, import/… and no call's.</param>
/// <param name="Number">E.164, or null when nobody can be called back.</param>
/// <param name="AsSaid">The words behind each value that was guessed from them, or that could not be read at all.</param>
/// <param name="UnclearVerdict">What stood where the analysis should have said yes or no; then the intent decided.</param>
/// <param name="OwnLine">The call came through a line of the owner's, so its number is not the caller's.</param>
/// <param name="Seconds">When in the call each thing was said, where that is known.</param>
public record Enquiry(
    string CallId,
    DateTimeOffset CalledAt,
    string Reason,
    string? Name = null,
    string? Number = null,
    string? Email = null,
    string? Intent = null,
    string? PreferredTime = null,
    string? Notes = null,
    bool Urgent = false,
    bool WantsAppointment = false,
    bool Simulated = false,
    int RuleVersion = 0,
    bool Qualified = false,
    IReadOnlyDictionary<LeadField, double>? Seconds = null,
    IReadOnlyDictionary<LeadField, string>? AsSaid = null,
    string? UnclearVerdict = null,
    bool OwnLine = false
)
{
    public const string Imported = "import/";

    public string? Of(LeadField field) =>
        field switch
        {
            LeadField.Name => Name,
            // A number that only spells ANONYMOUS was taken for one until it was known better.
            LeadField.Number => HiddenCaller.Is(Number) ? null : Number,
            LeadField.Email => Email,
            LeadField.Reason => Reason is "" ? null : Reason,
            LeadField.Intent => Intent,
            LeadField.PreferredTime => PreferredTime,
            _ => Notes,
        };

    public double? SecondOf(LeadField field) => Seconds?.TryGetValue(field, out var second) == true ? second : null;
}
