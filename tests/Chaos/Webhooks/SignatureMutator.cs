using System.Globalization;
using System.Security.Cryptography;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Breaks a signature, or what it signs, or when.</summary>
public sealed class SignatureMutator(int seed)
{
    public (string How, byte[] Body, string? Signature) Break(byte[] body, int number)
    {
        var chance = new Random(seed * 1_000_003 + number);
        var (now, good) = (DateTimeOffset.UtcNow, WebhookClient.Sign(body, DateTimeOffset.UtcNow));
        switch (chance.Next(10))
        {
            case 0:
                return ("no signature", body, null);
            case 1:
                return ("another body", [.. body, (byte)' '], good);
            case 2:
                return ("too old", body, WebhookClient.Sign(body, now.AddSeconds(-301 - chance.Next(100_000))));
            case 3:
                return ("too early", body, WebhookClient.Sign(body, now.AddSeconds(310 + chance.Next(100_000))));
            case 4:
                var other = now.AddMilliseconds(1 + chance.Next(1_000)).ToUnixTimeMilliseconds();
                return ("another time", body, string.Create(CultureInfo.InvariantCulture, $"v={other},{good.Split(',')[1]}"));
            case 5:
                return (
                    "a digest of chance",
                    body,
                    $"{good.Split(',')[0]},d={Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}"
                );
            case 7:
                return ("one byte less", body.Length == 0 ? [0] : body[..^1], good);
            case 8:
                return ("one bit of the body", body.Length == 0 ? [0] : Flipped(body, chance), good);
            case 6:
                return ("cut off", body, good[..chance.Next(good.Length)]);
            default:
                var at = good.Length - 1 - chance.Next(64);
                return ("one digit", body, string.Concat(good.AsSpan(0, at), good[at] == '0' ? "1" : "0", good.AsSpan(at + 1)));
        }
    }

    static byte[] Flipped(byte[] body, Random chance)
    {
        byte[] flipped = [.. body];
        flipped[chance.Next(body.Length)] ^= (byte)(1 << chance.Next(8));
        return flipped;
    }
}
