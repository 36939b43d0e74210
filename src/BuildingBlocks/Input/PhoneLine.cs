using PhoneNumbers;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>What kind of line a number is, and in which country.</summary>
/// <param name="Region">Two letters as ISO 3166 has them; null for numbers of no country, such as satellite phones, and for numbers in no
/// plan.</param>
public sealed record PhoneLine(string? Region, LineKind Kind)
{
    static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>Calling it costs what a call to its country costs: no premium, shared-cost, personal or satellite number.</summary>
    public bool IsOrdinary =>
        Region is not null && Kind is LineKind.Fixed or LineKind.Mobile or LineKind.FixedOrMobile or LineKind.Voip or LineKind.TollFree;

    public static PhoneLine Of(PhoneNumber number)
    {
        var parsed = Numbers.Parse(number.E164, null);
        var region = Numbers.GetRegionCodeForNumber(parsed);
        return new(region is null or "001" or "ZZ" ? null : region, KindOf(Numbers.GetNumberType(parsed)));
    }

    /// <summary>An emergency number of the home region, as somebody would dial it.</summary>
    public static bool IsEmergency(string? dialled) =>
        dialled is not null
        && ShortNumberInfo.GetInstance().ConnectsToEmergencyNumber(string.Concat(dialled.Where(char.IsAsciiDigit)), PhoneNumber.HomeRegion);

    static LineKind KindOf(PhoneNumberType type) =>
        type switch
        {
            PhoneNumberType.FIXED_LINE => LineKind.Fixed,
            PhoneNumberType.MOBILE => LineKind.Mobile,
            PhoneNumberType.FIXED_LINE_OR_MOBILE => LineKind.FixedOrMobile,
            PhoneNumberType.VOIP => LineKind.Voip,
            PhoneNumberType.TOLL_FREE => LineKind.TollFree,
            PhoneNumberType.PREMIUM_RATE => LineKind.PremiumRate,
            PhoneNumberType.SHARED_COST => LineKind.SharedCost,
            PhoneNumberType.PERSONAL_NUMBER => LineKind.Personal,
            _ => LineKind.Other,
        };
}

public enum LineKind
{
    Fixed,
    Mobile,
    FixedOrMobile,
    Voip,
    TollFree,
    PremiumRate,
    SharedCost,
    Personal,
    Other,
}
