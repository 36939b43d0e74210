using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>A word that sounds from one second to another, at a pitch.</summary>
public record SpokenWord(string Word, double Start, double End, double Pitch)
{
    const string Vowels = "aeiouyáéíóúèêëïöüàâ";

    /// <summary>The words one role said in a transcript, falling in pitch towards the end of each sentence as voices do.</summary>
    public static List<SpokenWord> Of(JsonArray transcript, Func<string, bool> role, double pitch)
    {
        var said = new List<SpokenWord>();
        foreach (var entry in transcript.Where(entry => role(entry!["role"].Text()!)))
        {
            var words = entry!["words"]!.AsArray();
            for (var i = 0; i < words.Count; i++)
                said.Add(
                    new SpokenWord(
                        words[i]!["word"].Text()!,
                        words[i]!["start"].Number()!.Value,
                        words[i]!["end"].Number()!.Value,
                        pitch * (1.1 - 0.18 * i / words.Count)
                    )
                );
        }

        return said;
    }

    public static byte[] Of(string text, double pitch)
    {
        var (clock, words) = (0.1, new List<SpokenWord>());
        foreach (var word in text.Split(' '))
        {
            var end = clock + 0.09 + Syllables(word).Count * 0.14;
            words.Add(new SpokenWord(word, clock, end, pitch * (1.1 - 0.04 * words.Count / 2)));
            clock = end + (word[^1] is '.' or ',' ? 0.22 : 0.03);
        }

        return SpeechSynthesizer.Wav(SpeechSynthesizer.Voice(words, clock));
    }

    /// <summary>A word's vowels, one a syllable; digits count as one each.</summary>
    public static List<char> Syllables(string word)
    {
        var found = new List<char>();
        var inVowel = false;
        foreach (var letter in word.ToLowerInvariant())
        {
            var vowel = Vowels.Contains(letter);
            if (vowel && !inVowel || char.IsDigit(letter))
                found.Add(letter);
            inVowel = vowel;
        }

        if (found.Count > 1 && word.TrimEnd('.', ',', '?', '!').EndsWith('e'))
            found.RemoveAt(found.Count - 1);
        return found is [] ? ['e'] : found;
    }
}
