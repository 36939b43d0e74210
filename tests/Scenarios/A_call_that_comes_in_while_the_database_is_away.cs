using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Switchhook.Calls.Screening;
using Xunit;

namespace Switchhook.Scenarios;

public class A_call_that_comes_in_while_the_database_is_away(UnreachableDatabaseFixture site) : IClassFixture<UnreachableDatabaseFixture>
{
    [Fact]
    public async Task is_let_through_before_the_caller_has_heard_it_ring_twice()
    {
        var body = Encoding.UTF8.GetBytes(
            """{"event":"call_inbound","event_timestamp":1,"call_inbound":{"agent_id":"agent_x","from_number":"+14155550142","to_number":"+14155550100"}}"""
        );
        using var retell = site.Anonymous();
        var began = Stopwatch.StartNew();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/retell/inbound") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Retell-Signature", site.Sign(body));
        var answer = await retell.SendAsync(request);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldBe("""{"call_inbound":{}}""");
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}

/// <summary>A site in which the question who is blocked meets a database that takes the call and says nothing.</summary>
public sealed class UnreachableDatabaseFixture : AppFixture
{
    readonly TcpListener silent = new(IPAddress.Loopback, 0);

    protected override void Arrange(IWebHostBuilder web)
    {
        silent.Start();
        var away = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=nobody;GSS Encryption Mode=Disable"
        );
        web.ConfigureServices(services => services.AddSingleton(new BlockedNumbers(away)));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        silent.Dispose();
    }
}
