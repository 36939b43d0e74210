using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;

namespace Switchhook.Agents.Pausing;

/// <summary>
/// Where callers go while the agent does not answer: an ordinary line in a country that is allowed, since each call there is paid for.
/// </summary>
public static class FallbackNumber
{
    const string NotANumber = "This is no phone number that calls can go to. Write it like +1 415 555 0132, or leave it empty.";

    /// <summary>E.164, or null where none was given.</summary>
    /// <param name="own">The agent's own number.</param>
    public static string? Check(string? given, string? own, AllowedCountries allowed)
    {
        if (string.IsNullOrWhiteSpace(given))
            return null;
        if (PhoneLine.IsEmergency(given))
            throw new Refused("Calls cannot be sent on to an emergency number.");
        if (PhoneNumber.Read(given) is not { Certainty: Certainty.Exact, Value: { Extension: null } number })
            throw new Refused(NotANumber);
        var line = PhoneLine.Of(number);
        if (line.Kind is LineKind.PremiumRate or LineKind.SharedCost)
            throw new Refused("Calls cannot be sent on to a number that charges its callers extra.");
        if (!line.IsOrdinary)
            throw new Refused("Calls can be sent on to a landline, a mobile or a toll-free number of a country, and to no other kind.");
        if (!allowed.Include(line.Region, CountryOf(own)))
            throw new Refused(
                "Calls cannot be sent on to this country. Use a number of your agent's own country, or ask the operator to allow this one."
            );
        return number.E164 == own ? throw new Refused("This is the agent's own number. Calls have to go to another one.") : number.E164;
    }

    static string? CountryOf(string? e164) => PhoneNumber.Read(e164) is { Value: { } number } ? PhoneLine.Of(number).Region : null;
}
