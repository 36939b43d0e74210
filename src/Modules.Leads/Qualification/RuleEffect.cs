namespace Switchhook.Leads.Qualification;

/// <summary>What a rule does to one lead.</summary>
public record RuleEffect(
    IReadOnlyList<LeadField> Gained,
    IReadOnlyList<LeadField> Changed,
    IReadOnlyList<LeadField> Dropped,
    LeadStatus? Status,
    bool Signals,
    bool Lost,
    bool Back
)
{
    public bool IsNone => this is { Gained: [], Changed: [], Dropped: [], Status: null, Signals: false, Lost: false, Back: false };

    public static RuleEffect Of(Lead before, Lead after)
    {
        var fields = Enum.GetValues<LeadField>()
            .Select(field => (Field: field, Was: before.Facts.Of(field)?.Value, Is: after.Facts.Of(field)?.Value))
            .Where(x => x.Was != x.Is)
            .ToList();
        return new(
            [.. fields.Where(x => x.Was is null).Select(x => x.Field)],
            [.. fields.Where(x => x.Was is not null && x.Is is not null).Select(x => x.Field)],
            [.. fields.Where(x => x.Is is null).Select(x => x.Field)],
            before.Status == after.Status ? null : after.Status,
            (before.IsUrgent(), before.WantsAppointment()) != (after.IsUrgent(), after.WantsAppointment()),
            Lost: !before.IsAside && after.IsAside,
            Back: before.IsAside && !after.IsAside
        );
    }
}
