using System.Net;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// How many bytes of bodies are held before anybody knows who signed them: bounded for each address and in all, so that a sender who
/// never finishes fills no memory. A body counts from before it is read until it has been answered.
/// </summary>
public sealed class BytesInFlight(long perAddress, long inAll)
{
    public const long PerAddress = 64 * 1024 * 1024,
        InAll = 128 * 1024 * 1024;

    readonly Lock gate = new();
    readonly Dictionary<IPAddress, long> held = [];
    long all;

    public long ReservedBytes
    {
        get
        {
            lock (gate)
                return all;
        }
    }

    public BodyReservation? TryReserve(IPAddress? address, int bytes, out bool isAddressFull)
    {
        var source = UnsignedRequestLimiter.Source(address);
        lock (gate)
        {
            var theirs = held.GetValueOrDefault(source);
            isAddressFull = theirs + bytes > perAddress;
            if (isAddressFull || all + bytes > inAll)
                return null;
            held[source] = theirs + bytes;
            all += bytes;
        }
        return new(this, source, bytes);
    }

    internal void Release(IPAddress source, int bytes)
    {
        lock (gate)
        {
            all -= bytes;
            if (held.GetValueOrDefault(source) - bytes is > 0 and var left)
                held[source] = left;
            else
                held.Remove(source);
        }
    }
}

/// <summary>Room for one body, given back when it has been answered.</summary>
public sealed class BodyReservation(BytesInFlight of, IPAddress source, int bytes) : IDisposable
{
    bool isReleased;

    public void Dispose()
    {
        if (isReleased)
            return;
        isReleased = true;
        of.Release(source, bytes);
    }
}
