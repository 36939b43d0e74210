using Microsoft.Extensions.Configuration;

namespace Switchhook.BuildingBlocks.Options;

/// <summary>Everything that is wrong with the settings, each in a sentence: values that cannot be, and names that nothing reads.</summary>
public static class OptionsCheck
{
    public static IReadOnlyList<string> Faults(IReadOnlyCollection<Type> classes, IConfiguration configuration, bool isDevelopment) =>
        [.. classes.SelectMany(x => Faults(x, configuration, isDevelopment)), .. Misspelled(classes, configuration)];

    public static IReadOnlyList<string> Faults(Type options, IConfiguration configuration, bool isDevelopment)
    {
        var (read, settings) = (Activator.CreateInstance(options)!, Setting.Of(options));
        List<string> faults =
        [
            .. settings.SelectMany(x => x.Read(configuration, read)),
            .. Unknown(Setting.SectionOf(options), settings, configuration),
        ];
        // What belongs together is looked at once each part can be read.
        if (faults.Count == 0 && read is ICheckedOptions whole)
            faults.AddRange(whole.Faults(isDevelopment));
        return faults;
    }

    static IEnumerable<string> Unknown(string section, IReadOnlyList<Setting> settings, IConfiguration configuration) =>
        from child in section.Length == 0 ? [] : configuration.GetSection(section).GetChildren()
        where !settings.Any(x => Same(x.Key, child.Key))
        let close = settings.Select(x => (Setting: x, Distance: Distance(x.Key, child.Key))).MinBy(x => x.Distance)
        select $"{section}__{child.Key} is no setting of Switchhook"
            + (close.Distance <= 3 ? $": did you mean {close.Setting.Variable}?" : ". docs/configuration.md lists all of them.");

    /// <summary>A name in a section that does not exist, or with one underscore, where it would be ours with another.</summary>
    static IEnumerable<string> Misspelled(IReadOnlyCollection<Type> classes, IConfiguration configuration)
    {
        var sections = classes.Select(Setting.SectionOf).Where(x => x.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var all = classes.SelectMany(Setting.Of).ToList();
        foreach (var top in configuration.GetChildren().Where(x => !sections.Contains(x.Key)))
        {
            if (
                all.FirstOrDefault(x =>
                    x.Variable.Contains("__", StringComparison.Ordinal)
                    && Same(x.Variable.Replace("__", "_", StringComparison.Ordinal), top.Key)
                ) is
                { } single
            )
                yield return $"{top.Key} is no setting of Switchhook: did you mean {single.Variable}?";
            else
                foreach (var child in top.GetChildren())
                    if (
                        all.FirstOrDefault(x =>
                            Same(x.Key, child.Key) && x.Path.Split(':') is [var section, _] && Distance(section, top.Key) <= 2
                        ) is
                        { } close
                    )
                        yield return $"{top.Key}__{child.Key} is no setting of Switchhook: did you mean {close.Variable}?";
        }
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>How many letters have to be put in, taken out or changed.</summary>
    static int Distance(string one, string other)
    {
        if (one.Length > 64 || other.Length > 64)
            return int.MaxValue;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (
                    row[j],
                    Math.Min(
                        Math.Min(row[j], row[j - 1]) + 1,
                        diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1)
                    )
                );
        }
        return row[^1];
    }
}
