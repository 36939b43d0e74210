using System.Globalization;

namespace Switchhook.Specs.Calls;

/// <summary>Forgeries by chance, the same for the same seed: something of a signed delivery is other than it was signed.</summary>
sealed class SignatureMutations(int seed)
{
    readonly Random chance = new(seed);

    public Dictionary<string, int> Kinds { get; } = [];

    public SignatureVector Of(SignatureVector vector)
    {
        var (kind, altered) = chance.Next(8) switch
        {
            0 => ("bit of the body", vector with { Body = Flipped(vector.Body) }),
            1 => ("byte more", vector with { Body = Inserted(vector.Body) }),
            2 => ("byte less", vector with { Body = Without(vector.Body) }),
            3 => ("end cut off", vector with { Body = vector.Body[..chance.Next(vector.Body.Length)] }),
            4 => ("digit of the digest", Signed(vector, vector.Time, Changed(vector.Digest, "0123456789abcdef"))),
            5 => (
                "digit of the time",
                Signed(
                    vector,
                    long.Parse(Changed(vector.Time.ToString(CultureInfo.InvariantCulture), "0123456789"), CultureInfo.InvariantCulture),
                    vector.Digest
                )
            ),
            6 => ("another body's digest", vector with { Header = Other(vector).Header, Time = Other(vector).Time }),
            _ => ("digest of chance", Signed(vector, vector.Time, Convert.ToHexStringLower(Bytes(32)))),
        };
        Kinds[kind] = Kinds.GetValueOrDefault(kind) + 1;
        return altered;
    }

    // Judged at its own time: what is refused here is refused for what it says, not for being old.
    static SignatureVector Signed(SignatureVector vector, long time, string digest) =>
        vector with
        {
            Time = time,
            Header = $"v={time},d={digest}",
        };

    SignatureVector Other(SignatureVector vector) =>
        SignatureVector.All[(SignatureVector.All.ToList().IndexOf(vector) + 1) % SignatureVector.All.Count];

    byte[] Flipped(byte[] body)
    {
        byte[] flipped = [.. body];
        flipped[chance.Next(body.Length)] ^= (byte)(1 << chance.Next(8));
        return flipped;
    }

    byte[] Inserted(byte[] body) => chance.Next(body.Length + 1) is var at ? [.. body[..at], .. Bytes(1), .. body[at..]] : body;

    byte[] Without(byte[] body) => chance.Next(body.Length) is var at ? [.. body[..at], .. body[(at + 1)..]] : body;

    string Changed(string text, string digits)
    {
        var at = chance.Next(text.Length);
        var others = digits.Replace(text[at].ToString(), "", StringComparison.Ordinal);
        return text[..at] + others[chance.Next(others.Length)] + text[(at + 1)..];
    }

    byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        chance.NextBytes(bytes);
        return bytes;
    }
}
