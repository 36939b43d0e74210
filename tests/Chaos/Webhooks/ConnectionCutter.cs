using System.Text;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Breaks conversations of the site with its database off: after so many bytes of either side, or so that the answer to a commit is the
/// first that is missing.
/// </summary>
public sealed class ConnectionCutter(TcpProxy proxy, int most, int seed)
{
    static readonly byte[][] Done = [Encoding.ASCII.GetBytes("COMMIT\0"), Encoding.ASCII.GetBytes("INSERT 0 ")];
    readonly Lock gate = new();
    readonly Random chance = new(seed);
    (bool FromDatabase, int Left, byte[]? Answer) next;

    public int Swallowed { get; private set; }

    public void Begin()
    {
        Arm();
        proxy.Cut = Through;
    }

    public void End() => proxy.Cut = _ => null;

    int? Through(Part part)
    {
        lock (gate)
        {
            if (proxy.Cuts >= most || next.FromDatabase != part.FromDatabase)
                return null;
            if (next.Answer is { } answer ? part.Bytes.Span.IndexOf(answer) < 0 : (next.Left -= part.Bytes.Length) >= 0)
                return null;
            var through = next.Answer is null ? part.Bytes.Length + next.Left : 0;
            if (next.Answer is not null)
                Swallowed++;
            Arm();
            return through;
        }
    }

    void Arm()
    {
        var fromDatabase = chance.Next(3) > 0;
        next = (
            fromDatabase,
            chance.Next(chance.Next(2) == 0 ? 400 : 3_000),
            fromDatabase && chance.Next(2) == 0 ? Done[chance.Next(Done.Length)] : null
        );
    }
}
