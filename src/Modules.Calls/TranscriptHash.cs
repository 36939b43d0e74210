using System.Security.Cryptography;
using System.Text.Json;

namespace Switchhook.Calls.Story;

/// <summary>Tells two transcripts apart without keeping them.</summary>
public static class TranscriptDigest
{
    public static string? Of(IReadOnlyList<Turn>? turns) =>
        turns is null ? null : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(turns)));
}
