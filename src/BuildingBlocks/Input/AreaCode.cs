using System.Globalization;
using PhoneNumbers;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>The first three digits of a number in the United States, checked against the North American Numbering Plan.</summary>
public static class AreaCode
{
    static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>Null where <see cref="ValidationError"/> has something to say.</summary>
    public static int? Read(string? text) => Digits(text) is { } code && ValidationError(text) is null ? code : null;

    /// <summary>Why numbers with this area code cannot be had, in a sentence; null when they can.</summary>
    public static string? ValidationError(string? text)
    {
        if (Digits(text) is not { } code)
            return "An area code has three digits, like 415. Leave it empty for any US number.";
        if (code < 200)
            return "Area codes start with 2 to 9, like 415.";
        if (code % 100 == 11)
            return $"{code} is a service number, not an area code. Enter a code like 415, or leave it empty.";
        return LinesOf(code) is (var region, var kind)
            ? ValidationError(code, region, kind)
            : $"No area code {code} is in use. Enter a code like 415, or leave it empty.";
    }

    static string? ValidationError(int code, string region, PhoneNumberType kind) =>
        kind switch
        {
            PhoneNumberType.TOLL_FREE => $"{code} is for toll-free numbers, which can't be bought here. Enter a local area code like 415.",
            PhoneNumberType.PREMIUM_RATE => $"{code} is for numbers that charge their callers. Enter a local area code like 415.",
            PhoneNumberType.FIXED_LINE_OR_MOBILE or PhoneNumberType.FIXED_LINE or PhoneNumberType.MOBILE when region == "US" => null,
            PhoneNumberType.FIXED_LINE_OR_MOBILE or PhoneNumberType.FIXED_LINE or PhoneNumberType.MOBILE =>
                $"{code} is not in the United States. Enter a US area code like 415.",
            _ => $"{code} has no local numbers. Enter a local area code like 415.",
        };

    // Some area codes have given out a part of their exchanges only, so each first digit is tried.
    static (string Region, PhoneNumberType Kind)? LinesOf(int code)
    {
        for (var exchange = 2; exchange <= 9; exchange++)
        {
            var number = Numbers.Parse(string.Create(CultureInfo.InvariantCulture, $"+1{code}{exchange}345678"), null);
            if (Numbers.IsValidNumber(number))
                return (Numbers.GetRegionCodeForNumber(number), Numbers.GetNumberType(number));
        }
        return null;
    }

    static int? Digits(string? text) =>
        text?.Trim().TrimStart('(').TrimEnd(')') is { Length: 3 } digits && digits.All(char.IsAsciiDigit)
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : null;
}
