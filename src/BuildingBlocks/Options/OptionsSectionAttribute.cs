namespace Switchhook.BuildingBlocks.Options;

/// <summary>A class whose properties are the settings of one section of the configuration; an empty name is the top.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OptionsSectionAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>A setting whose value no sentence repeats.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>What the settings of a section must be together.</summary>
public interface ICheckedOptions
{
    /// <returns>A sentence for each thing that is wrong.</returns>
    IEnumerable<string> Faults(bool isDevelopment);
}
