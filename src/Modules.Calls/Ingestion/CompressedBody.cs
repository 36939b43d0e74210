using System.IO.Compression;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// A body as it lies in the database: Brotli at its fastest, which costs less than writing what it saves; else as it came.
/// </summary>
/// <param name="Packing">Null for bytes as they came.</param>
public readonly record struct CompressedBody(byte[] Bytes, string? Packing)
{
    const string Brotli = "br";
    const int Fastest = 1,
        Window = 18;

    public static CompressedBody Of(ReadOnlySpan<byte> body)
    {
        var room = new byte[body.Length];
        return BrotliEncoder.TryCompress(body, room, out var length, Fastest, Window) && length < body.Length
            ? new(room[..length], Brotli)
            : new(body.ToArray(), null);
    }

    public byte[] Unpacked(int size)
    {
        if (Packing is null)
            return Bytes;
        var body = new byte[size];
        return Packing == Brotli && BrotliDecoder.TryDecompress(Bytes, body, out var length) && length == size
            ? body
            : throw new InvalidDataException($"A body of {size} bytes could not be unpacked from {Packing}.");
    }
}
