using System.Security.Cryptography;
using System.Text.Json;

namespace Switchhook.Calls;

/// <summary>Tells two transcripts apart without keeping them.</summary>
public static class TranscriptHash
{
    public static string? Of(IReadOnlyList<Turn>? turns) =>
        turns is null ? null : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(turns)));
}
