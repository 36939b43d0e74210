using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Switchhook.BuildingBlocks.Options;

/// <summary>What a setting should be, as the end of a sentence.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class SettingConstraintAttribute : ValidationAttribute
{
    public abstract string Expected { get; }

    public sealed override bool IsValid(object? value) => value is null || Fits(value);

    protected abstract bool Fits(object value);
}

public sealed class BetweenAttribute(double least, double most, string unit) : SettingConstraintAttribute
{
    public double Least => least;
    public double Most => most;
    public string Unit => unit;

    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a number of {unit} from {least} to {most}");

    protected override bool Fits(object value) =>
        Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most;
}

public sealed class OneOfAttribute(params string[] values) : SettingConstraintAttribute
{
    public IReadOnlyList<string> Values => values;

    public override string Expected => $"{string.Join(", ", values[..^1])} or {values[^1]}";

    protected override bool Fits(object value) => values.Contains((string)value, StringComparer.OrdinalIgnoreCase);
}

public sealed class MatchesAttribute(string pattern, string expected) : SettingConstraintAttribute
{
    public string Pattern => pattern;

    public override string Expected => expected;

    protected override bool Fits(object value) =>
        Regex.IsMatch((string)value, pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}

/// <summary>An absolute address without user, query or fragment.</summary>
public sealed class HttpAddressAttribute : SettingConstraintAttribute
{
    /// <summary>Nothing may follow the host and its port.</summary>
    public bool IsOrigin { get; init; }

    public override string Expected =>
        IsOrigin ? "an address such as https://calls.example.com, without a path" : "an address such as https://example.com/path";

    protected override bool Fits(object value) =>
        Uri.TryCreate((string)value, UriKind.Absolute, out var url)
        && url is { UserInfo: "", Query: "", Fragment: "" }
        && url.Scheme is "http" or "https"
        && (!IsOrigin || url.AbsolutePath == "/");
}
