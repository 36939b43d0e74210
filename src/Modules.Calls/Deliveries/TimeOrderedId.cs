namespace Switchhook.Calls.Deliveries;

/// <summary>The smallest id that could have been made at a time (RFC 9562, version 7).</summary>
public static class TimeOrderedId
{
    public static Guid From(DateTimeOffset at)
    {
        var ms = Math.Max(0, at.ToUnixTimeMilliseconds());
        return new((int)(ms >> 16), (short)ms, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
    }
}
