using PhoneNumbers;
using Switchhook.Contracts;

namespace Switchhook.Agents;

/// <summary>Where callers go while the agent does not answer: a number that anybody may be sent to.</summary>
public static class FallbackNumber
{
    // The numbers that agents have are North American, and so is a number without a country.
    const string Home = "US";
    const string NotANumber = "This is no phone number that calls can go to. Write it like +1 415 555 0132, or leave it empty.";

    /// <summary>E.164, or null where none was given.</summary>
    /// <param name="own">The agent's own number.</param>
    public static string? Check(string? given, string? own)
    {
        if (string.IsNullOrWhiteSpace(given)) return null;
        var digits = string.Concat(given.Where(char.IsAsciiDigit));
        if (ShortNumberInfo.GetInstance().ConnectsToEmergencyNumber(digits, Home)) throw new Refused("Calls cannot be sent on to an emergency number.");
        if (Read(given) is not { } number) throw new Refused(NotANumber);
        var numbers = PhoneNumberUtil.GetInstance();
        if (numbers.GetNumberType(number) is PhoneNumberType.PREMIUM_RATE or PhoneNumberType.SHARED_COST)
            throw new Refused("Calls cannot be sent on to a number that charges its callers extra.");
        var e164 = numbers.Format(number, PhoneNumberFormat.E164);
        return e164 == own ? throw new Refused("This is the agent's own number. Calls have to go to another one.") : e164;
    }

    public static string Display(string e164) =>
        Read(e164) is { } number ? PhoneNumberUtil.GetInstance().Format(number, PhoneNumberFormat.INTERNATIONAL).Replace('-', ' ') : e164;

    static PhoneNumber? Read(string given)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(given, Home);
            return numbers.IsValidNumber(number) && !number.HasExtension ? number : null;
        }
        catch (NumberParseException) { return null; }
    }
}
