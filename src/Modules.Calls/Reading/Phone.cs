using PhoneNumbers;

namespace Switchhook.Calls.Reading;

/// <summary>A number as people read it. What is no number ("anonymous", a SIP address) stays what it is.</summary>
public static class Phone
{
    public static string? Display(string? number)
    {
        if (string.IsNullOrWhiteSpace(number)) return null;
        if (number.ToLowerInvariant() is "anonymous" or "unknown" or "restricted" or "private" or "unavailable") return "Hidden number";
        if (number[0] != '+') return number;
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            return numbers.Format(numbers.Parse(number, null), PhoneNumberFormat.INTERNATIONAL).Replace('-', ' ');
        }
        catch (NumberParseException) { return number; }
    }
}
