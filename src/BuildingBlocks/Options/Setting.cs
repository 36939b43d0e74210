using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Switchhook.BuildingBlocks.Options;

/// <summary>One setting of an options class.</summary>
public sealed class Setting
{
    readonly PropertyInfo property;

    Setting(string section, PropertyInfo property)
    {
        this.property = property;
        Key = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name;
        Path = section.Length == 0 ? Key : section + ConfigurationPath.KeyDelimiter + Key;
    }

    public string Key { get; }

    /// <summary>As configuration spells it.</summary>
    public string Path { get; }

    /// <summary>As environment variables spell it.</summary>
    public string Variable => Path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);

    public bool IsList => property.PropertyType == typeof(string[]);

    public static string SectionOf(Type options) =>
        options.GetCustomAttribute<OptionsSectionAttribute>()?.Name
        ?? throw new InvalidOperationException($"{options.Name} names no section.");

    public static IReadOnlyList<Setting> Of(Type options) =>
        [.. options.GetProperties().Where(x => x.CanWrite).Select(property => new Setting(SectionOf(options), property))];

    /// <summary>
    /// Sets what is given on the options; a variable that is set to nothing, as files of settings often have it, is not set.
    /// </summary>
    /// <returns>A sentence for each thing that is wrong.</returns>
    public IReadOnlyList<string> Read(IConfiguration configuration, object options)
    {
        if (IsList)
        {
            string[] values =
            [
                .. configuration.GetSection(Path).GetChildren().Select(x => x.Value).OfType<string>().Where(x => x.Length > 0),
            ];
            if (values.Length > 0)
                property.SetValue(options, values);
            return [.. values.SelectMany((value, i) => Faults(value, value, $"{Variable}__{i}"))];
        }
        if (configuration[Path] is not { Length: > 0 } given)
            return [];
        object? value;
        try
        {
            value = Converter.ConvertFromInvariantString(given.Trim());
        }
        catch (Exception unreadable)
            when (unreadable is FormatException or ArgumentException or NotSupportedException
                || unreadable.InnerException is FormatException or OverflowException
            )
        {
            return [Fault(given, Variable)];
        }
        property.SetValue(options, value);
        return Faults(value, given, Variable);
    }

    TypeConverter Converter => TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);

    SettingConstraintAttribute? ShouldBe => property.GetCustomAttribute<SettingConstraintAttribute>();

    IReadOnlyList<string> Faults(object? value, string given, string variable) =>
        property.GetCustomAttributes<ValidationAttribute>().All(x => x.IsValid(value)) ? [] : [Fault(given, variable)];

    string Fault(string given, string variable)
    {
        var expected =
            ShouldBe?.Expected
            ?? (
                (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(bool) ? "true or false" : "a number"
            );
        return property.IsDefined(typeof(SecretAttribute))
            ? $"{variable} should be {expected}."
            : $"{variable} is '{given}': it should be {expected}.";
    }
}
