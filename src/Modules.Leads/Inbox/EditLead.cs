using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Inbox;

/// <param name="Values">The fields as the form holds them; those that say what is known already are no edit.</param>
public record EditLead(Guid LeadId, IReadOnlyDictionary<LeadField, string?> Values, long Version) : PersonalData
{
    public string Stream => Lead.Stream(LeadId);
}

public static class EditLeadHandler
{
    public const int Longest = 500;

    public static LeadEdited? Handle(EditLead command, [WriteModel(nameof(EditLead.Stream))] Lead? lead, DateTimeOffset now)
    {
        if (lead is null)
            throw new Refused("There is no such lead.");
        var written = command
            .Values.Select(x => (Field: x.Key, Value: Written(x.Key, x.Value)))
            .Where(x => x.Value != lead.Facts.Of(x.Field)?.Value)
            .ToDictionary(x => x.Field, x => x.Value);
        return written.Count == 0 ? null : new(written, now);
    }

    /// <summary>False for what could not be written at all.</summary>
    public static bool IsWritten(LeadField field, string? typed, Lead lead)
    {
        try
        {
            return Written(field, typed) == lead.Facts.Of(field)?.Value;
        }
        catch (Refused)
        {
            return false;
        }
    }

    public static string? Written(LeadField field, string? typed) =>
        (field, typed?.Trim()) switch
        {
            (_, null or "") => null,
            (_, { Length: > Longest }) => throw new Refused($"{field.Label()} may have up to {Longest} characters."),
            (LeadField.Number, var number) => PhoneNumber.Typed(number)
                ?? throw new Refused("The number should be one that can be rung: with its area code, or with + and its country."),
            (LeadField.Email, var email) => EmailAddress.Read(email) is { Certainty: Certainty.Exact, Value: { } address }
                ? address
                : throw new Refused("The e-mail address should look like one: a name, @ and a domain."),
            (LeadField.Intent, var intent) => NormalizedTerm.Of(intent),
            (_, var text) => text,
        };
}
