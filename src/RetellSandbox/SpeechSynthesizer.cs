using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Switchhook.RetellSandbox;

/// <summary>Voice-like sound: a buzzing source through three resonances per vowel, one swell per syllable, silence between words.</summary>
public static class SpeechSynthesizer
{
    public const int Rate = 8000;
    const float Loudest = 0.55f;
    static readonly double[] Strengths = [1, 0.45, 0.2];

    public static float[] Voice(IEnumerable<SpokenWord> words, double seconds)
    {
        var sound = new float[(int)Math.Ceiling(seconds * Rate)];
        foreach (var word in words)
            Say(word, sound);
        var peak = sound.Length == 0 ? 0 : sound.Max(Math.Abs);
        if (peak > 0)
            for (var i = 0; i < sound.Length; i++)
                sound[i] *= Loudest / peak;
        return sound;
    }

    public static float[] Mix(float[] one, float[] other) => [.. one.Zip(other, (a, b) => a + b)];

    public static byte[] Wav(params float[][] channels)
    {
        var (frames, size) = (channels[0].Length, channels[0].Length * channels.Length * 2);
        var wav = new byte[44 + size];
        var header = wav.AsSpan(0, 44);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], 36 + size);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)channels.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], Rate * channels.Length * 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)(channels.Length * 2));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], size);
        for (var frame = 0; frame < frames; frame++)
        for (var channel = 0; channel < channels.Length; channel++)
            BinaryPrimitives.WriteInt16LittleEndian(
                wav.AsSpan(44 + (frame * channels.Length + channel) * 2),
                (short)(Math.Clamp(channels[channel][frame], -1, 1) * short.MaxValue)
            );
        return wav;
    }

    public static IResult Answer(byte[] wav) =>
        Results.Bytes(
            wav,
            "audio/wav",
            enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(wav))[..16]}\"")
        );

    static void Say(SpokenWord word, float[] sound)
    {
        var vowels = SpokenWord.Syllables(word.Word);
        var length = (word.End - word.Start) / vowels.Count;
        for (var i = 0; i < vowels.Count; i++)
            AddVowel(vowels[i], word.Pitch * (1 - 0.03 * i), sound, (int)((word.Start + i * length) * Rate), (int)(length * Rate));
    }

    static void AddVowel(char vowel, double pitch, float[] sound, int from, int count)
    {
        var resonances = Resonances(vowel);
        var memory = new double[resonances.Length, 2];
        var (swell, phase) = (Math.Max(1, Math.Min(count / 3, Rate / 40)), 0.0);
        for (var i = 0; i < count && from + i < sound.Length; i++)
        {
            phase = (phase + pitch / Rate) % 1;
            var buzz = phase < 0.4 ? Math.Sin(Math.PI * phase / 0.4) - 0.25 : -0.25;
            var voice = 0.0;
            for (var r = 0; r < resonances.Length; r++)
                voice += Strengths[r] * Resonate(buzz, resonances[r], memory, r);
            var envelope = Math.Min(1, Math.Min(i + 1, count - i) / (double)swell);
            sound[from + i] += (float)(voice * Math.Sin(envelope * Math.PI / 2));
        }
    }

    static double Resonate(double input, double frequency, double[,] memory, int r)
    {
        var radius = Math.Exp(-Math.PI * (60 + frequency * 0.05) / Rate);
        var output =
            (1 - radius) * input + 2 * radius * Math.Cos(2 * Math.PI * frequency / Rate) * memory[r, 0] - radius * radius * memory[r, 1];
        (memory[r, 1], memory[r, 0]) = (memory[r, 0], output);
        return output;
    }

    static double[] Resonances(char vowel) =>
        vowel switch
        {
            'a' or 'á' or 'à' or 'â' or '1' or '5' or '9' => [730, 1090, 2440],
            'e' or 'é' or 'è' or 'ê' or 'ë' or '7' or '8' => [530, 1840, 2480],
            'i' or 'í' or 'y' or 'ï' or '3' or '6' => [290, 2250, 3000],
            'o' or 'ó' or 'ö' or '4' => [540, 880, 2400],
            _ => [320, 900, 2240],
        };
}
