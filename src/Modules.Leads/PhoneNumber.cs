using PhoneNumbers;

namespace Switchhook.Leads;

/// <summary>Numbers as they are heard and typed, brought to E.164 so that one caller is one caller.</summary>
public static class PhoneNumber
{
    public static string? Normalise(string? said)
    {
        var text = said?.Trim() ?? "";
        if (text.Any(x => char.IsLetter(x) || x == '@')) return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var international = text.StartsWith('+');
        if (!international && digits.StartsWith("00", StringComparison.Ordinal)) (international, digits) = (true, digits[2..]);
        return digits switch
        {
            { Length: >= 8 and <= 15 } when international => "+" + digits,
            // The numbers that agents answer are North American: ten digits without a country are, too.
            { Length: 10 } when digits[0] >= '2' => "+1" + digits,
            { Length: 11 } when digits[0] == '1' && digits[1] >= '2' => "+" + digits,
            _ => null,
        };
    }

    /// <summary>As people of its own country group it.</summary>
    public static string Display(string number)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            return numbers.Format(numbers.Parse(number, null), PhoneNumberFormat.INTERNATIONAL).Replace('-', ' ');
        }
        catch (NumberParseException) { return number; }
    }
}
