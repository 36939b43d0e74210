using System.Globalization;
using System.Text.RegularExpressions;

namespace Switchhook.RetellSandbox;

/// <summary>The words of one playing: who calls, from where, for when; chosen by chance, so no two calls are alike.</summary>
public partial class CallParticipants
{
    static readonly (string Spoken, string Clock)[] Times =
    [
        ("nine thirty", "09:30"),
        ("ten", "10:00"),
        ("eleven fifteen", "11:15"),
        ("half past two", "14:30"),
        ("four in the afternoon", "16:00"),
    ];
    static readonly string[] Callers =
    [
        "Elena Marsh",
        "Tom Whitaker",
        "Priya Raman",
        "José García",
        "Hannah Lindqvist",
        "Marcus Bell",
        "Aisha Khan",
        "Daniel O'Connor",
        "Grace Kim",
        "Renée Dubois",
        "Samuel Okafor",
        "Linda Petersen",
        "Victor Alvarez",
        "Mei Chen",
        "Owen Hughes",
        "Fatima Haddad",
    ];

    readonly Dictionary<string, string> words = [];

    public CallParticipants(Script script, string agent, string greeting, string callerNumber, DateTimeOffset now, Random chance)
    {
        var day = now.AddDays(chance.Next(2, 7));
        var time = Times[chance.Next(Times.Length)];
        var caller = Callers[chance.Next(Callers.Length)];
        words["agent"] = agent;
        words["greeting"] = greeting;
        words["caller"] = caller;
        words["first"] = caller.Split(' ')[0];
        words["email"] = Email(caller);
        words["e164"] = callerNumber;
        words["number"] = Spoken(callerNumber);
        words["day"] = day.ToString("dddd", CultureInfo.InvariantCulture);
        words["date"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (words["time"], words["clock"]) = time;
        words["ref"] = $"B-{chance.Next(1000, 9999).ToString(CultureInfo.InvariantCulture)}";
        foreach (var (name, choices) in script.Choices)
            words[name] = choices[chance.Next(choices.Length)];
    }

    public string Fill(string text) =>
        Slot()
            .Replace(
                text,
                slot =>
                    !words.TryGetValue(slot.Groups[1].Value, out var word)
                        ? slot.Value
                        : Fill(Begins(text, slot.Index) ? Capital(word) : word)
            );

    static bool Begins(string text, int at) => at == 0 || (at > 1 && text[at - 1] == ' ' && text[at - 2] is '.' or '!' or '?');

    static string Capital(string word) => word is "" || word.Contains('@') ? word : char.ToUpperInvariant(word[0]) + word[1..];

    static string Email(string caller) =>
        NotLatin().Replace(caller.ToLowerInvariant().Normalize(System.Text.NormalizationForm.FormD).Replace(' ', '.'), "") + "@example.com";

    static string Spoken(string number) => number.Length == 12 ? $"{number[2..5]} {number[5..8]} {number[8..]}" : number;

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Slot();

    [GeneratedRegex("[^a-z.]")]
    private static partial Regex NotLatin();
}
