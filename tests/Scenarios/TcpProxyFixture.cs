using System.Text;
using Microsoft.AspNetCore.Hosting;
using Switchhook.Chaos.Webhooks;

namespace Switchhook.Scenarios;

/// <summary>A site that reaches its database through a tap, where the answer to a commit can be lost.</summary>
public sealed class TcpProxyFixture : AppFixture
{
    TcpProxy proxy = null!;

    public int Lost => proxy.Cuts;

    protected override void Arrange(IWebHostBuilder web)
    {
        proxy = TcpProxy.Before(Connection);
        web.UseSetting("ConnectionStrings:Postgres", proxy.ConnectionString);
    }

    /// <summary>
    /// The next transaction that speaks of all these things takes effect, and the connection breaks before anybody hears of it.
    /// </summary>
    public void LoseTheCommitOf(params string[] things)
    {
        object? of = null;
        proxy.Cut = part =>
        {
            if (!part.FromDatabase && things.All(x => Stands(x, part)))
                of = part.Of;
            if (of != part.Of || !part.FromDatabase || !Stands("COMMIT\0", part))
                return null;
            proxy.Cut = _ => null;
            return 0;
        };
    }

    static bool Stands(string text, Part part) => part.Bytes.Span.IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await proxy.DisposeAsync();
    }
}
