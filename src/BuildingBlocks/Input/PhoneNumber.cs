using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>
/// A phone number, read from whatever people type, speech models write and carriers send. Stored and compared as <see cref="ToString"/>:
/// E.164, or with its extension as RFC 3966 writes it, +14155550132;ext=12.
/// </summary>
public sealed partial record PhoneNumber(string E164, string? Extension = null)
{
    /// <summary>Where a number without a country is at home: agents have North American numbers.</summary>
    public const string HomeRegion = "US";

    const int Longest = 250;

    static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    public override string ToString() => Extension is null ? E164 : $"{E164};ext={Extension}";

    /// <summary>A hidden caller has no number: the keypad's spelling of ANONYMOUS is none.</summary>
    public static ParsedValue<PhoneNumber?> Read(string? text, string region = HomeRegion)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest || HiddenCaller.Is(text))
            return Switchhook.BuildingBlocks.Input.ParseResult.Unclear<PhoneNumber>(text);
        var said = AddressUnwrapper.User(text);
        var (main, extension) = Parted(said);
        if (!main.Any(char.IsLetter))
            return Whole(main, extension, region) is var (number, exact)
                ? new(number, exact ? Certainty.Exact : Certainty.Approximate, text)
                : Inside(said, text, region);
        if (Bare(text).Contains('@', StringComparison.Ordinal))
            return Switchhook.BuildingBlocks.Input.ParseResult.Unclear<PhoneNumber>(text);
        if (Spoken(said, region) is { } heard)
            return Switchhook.BuildingBlocks.Input.ParseResult.AsHeard<PhoneNumber?>(heard, text);
        if (Vanity().IsMatch(main) && Whole(PhoneNumberUtil.ConvertAlphaCharactersInNumber(main), extension, region) is var (lettered, _))
            return Switchhook.BuildingBlocks.Input.ParseResult.AsHeard<PhoneNumber?>(lettered, text);
        return Inside(said, text, region);
    }

    /// <summary>
    /// What a person types into a form is taken only when nothing of it is left out: of two numbers none is chosen for them.
    /// </summary>
    public static string? Typed(string? text) =>
        Read(text) is { Value: { } number } read && (read.Certainty is Certainty.Exact || Digits(text!) == number.E164[1..])
            ? number.ToString()
            : null;

    /// <summary>As it is stored and compared; null where it is hidden or cannot be read.</summary>
    public static string? Normalise(string? text) => Read(text).Value?.ToString();

    /// <summary>The line that rings, without the extension behind it: what can be blocked, and what a carrier names.</summary>
    public static string? LineOf(string? text) => Read(text).Value?.E164;

    /// <summary>As people of its own country group it. What is no number stays as it came, except that a hidden one is called so.</summary>
    [return: NotNullIfNotNull(nameof(number))]
    public static string? Display(string? number)
    {
        if (number is null)
            return null;
        if (HiddenCaller.Is(number))
            return "Hidden number";
        if (Read(number) is not { Certainty: Certainty.Exact, Value: { } read })
            return number;
        var grouped = Numbers.Format(Numbers.Parse(read.E164, null), PhoneNumberFormat.INTERNATIONAL).Replace('-', ' ');
        return read.Extension is null ? grouped : $"{grouped} ext. {read.Extension}";
    }

    internal static bool IsDomestic(string digits) => Parsed(digits, HomeRegion) is { } number && Numbers.IsValidNumber(number);

    /// <summary>
    /// The text is one number and nothing else. What has the length of a number of that country, but stands in no plan yet, is not exact.
    /// </summary>
    static (PhoneNumber Number, bool Exact)? Whole(string text, string? extension, string region)
    {
        var digits = Digits(text);
        if (Parsed(text, region) is { } number)
        {
            if (Numbers.IsValidNumber(number))
                return (Of(number, extension), true);
            if (text.TrimStart().StartsWith('+') && IsThinkable(number))
                return (Of(number, extension), false);
        }
        if (text.Contains('+', StringComparison.Ordinal))
            return null;
        if (
            digits.StartsWith("00", StringComparison.Ordinal)
            && Parsed("+" + digits[2..], null) is { } dialled
            && Numbers.IsValidNumber(dialled)
        )
            return (Of(dialled, extension), true);
        return digits.Length > 10 && Parsed("+" + digits, null) is { } bare && Numbers.IsValidNumber(bare)
            ? (Of(bare, extension), false)
            : null;
    }

    static PhoneNumber? Spoken(string said, string region) =>
        SpokenDigits
            .In(said)
            .Select(Parted)
            .Select(x => Whole(x.Main, x.Extension, region))
            .FirstOrDefault(x => x is { Exact: true })
            ?.Number;

    static ParsedValue<PhoneNumber?> Inside(string said, string original, string region) =>
        Numbers.FindNumbers(said, region, PhoneNumberUtil.Leniency.VALID, 100).FirstOrDefault() is { } found
            ? Switchhook.BuildingBlocks.Input.ParseResult.AsHeard<PhoneNumber?>(Of(found.Number, null), original)
            : Switchhook.BuildingBlocks.Input.ParseResult.Unclear<PhoneNumber>(original);

    // Area and exchange codes of the North American plan never begin with 0 or 1, whichever are in use.
    static bool IsThinkable(PhoneNumbers.PhoneNumber number) =>
        Numbers.IsPossibleNumber(number) && (number.CountryCode != 1 || NorthAmerican().IsMatch($"{number.NationalNumber}"));

    static PhoneNumber Of(PhoneNumbers.PhoneNumber number, string? extension) =>
        new(
            Numbers.Format(number, PhoneNumberFormat.E164),
            (extension ?? (number.HasExtension ? number.Extension : null))?.TrimStart('0') is { Length: > 0 and <= 9 } kept
                ? extension ?? number.Extension
                : null
        );

    static PhoneNumbers.PhoneNumber? Parsed(string text, string? region)
    {
        try
        {
            return Numbers.Parse(text, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    static (string Main, string? Extension) Parted(string text) =>
        AtExtension().Match(text) is { Success: true, Index: > 0 } match ? (text[..match.Index], match.Groups["ext"].Value) : (text, null);

    static string Digits(string text) => string.Concat(text.Where(char.IsDigit));

    static string Bare(string text) => AddressUnwrapper.Bare(text);

    [GeneratedRegex(
        @"[\s,;.(\-–]*(?:\bextensi[oó]n|\bext(?:ens|n)?|(?<![a-z])e?xt|(?<![a-z])x|[#~]|\bposte|\bdurchwahl|\bdw|\bnebenstelle|\bapp(?:arat)?|\banexo|\binterno|\bint|\bдоб|\btoestel|\bramal|\banknytning)[\s.:=\-]*(?:no\.?|number)?\s*(?<ext>\d{1,9})\)?#?\s*\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AtExtension();

    [GeneratedRegex(@"^(?:\+?1[-. ]?)?\(?[2-9]\d\d\)?[-. ]?(?=[\dA-Z-. ]*[A-Z]{3})[\dA-Z](?:[-. ]?[\dA-Z]){6,9}\z")]
    private static partial Regex Vanity();

    [GeneratedRegex(@"^[2-9]\d\d[2-9]\d{6}\z")]
    private static partial Regex NorthAmerican();
}
