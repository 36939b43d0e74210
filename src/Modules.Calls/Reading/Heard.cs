using Switchhook.Calls.Story;

namespace Switchhook.Calls.Reading;

/// <summary>Where in the call a value was said: the first turn that holds its words. Nothing is claimed for values that nobody said as they are written.</summary>
public static class Heard
{
    public static double? At(IReadOnlyList<Turn> turns, Field field)
    {
        if (field.Type != "text" || field.Value.Trim() is not { Length: >= 3 } value) return null;
        return Find(turns.Where(x => x.Role == "user"), value) ?? Find(turns.Where(x => x.Role == "agent"), value);
    }

    public static IReadOnlyDictionary<string, double> Places(IReadOnlyList<Turn> turns, IReadOnlyList<Field> fields) =>
        fields.Select(x => (x.Name, At: At(turns, x))).Where(x => x.At is not null).GroupBy(x => x.Name).ToDictionary(x => x.Key, x => x.Last().At!.Value);

    static double? Find(IEnumerable<Turn> turns, string value) =>
        turns.FirstOrDefault(x => x.Start is not null && x.Text.Contains(value, StringComparison.OrdinalIgnoreCase))?.Start;
}
