using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Switchhook.App.Hosting.Api;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Api;

public class Going_wrong_under_the_api
{
    static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task is_503_while_the_database_is_away_however_deep_that_lies()
    {
        var (http, problem) = await AnswerAsync(new InvalidOperationException("outer", new NpgsqlException("no", new SocketException())));
        http.Response.StatusCode.ShouldBe(503);
        http.Response.Headers.RetryAfter.ToString().ShouldBe("5");
        problem.GetProperty("type").GetString().ShouldBe("/problems/unavailable");
    }

    [Fact]
    public async Task is_429_until_the_time_that_a_rule_named()
    {
        var (http, problem) = await AnswerAsync(new RetryLater("Later.", Now.AddMinutes(10)));
        http.Response.StatusCode.ShouldBe(429);
        http.Response.Headers.RetryAfter.ToString().ShouldBe("600");
        problem.GetProperty("detail").GetString().ShouldBe("Later.");
    }

    [Fact]
    public async Task is_left_alone_when_it_is_a_fault() =>
        await Should.ThrowAsync<InvalidOperationException>(() => AnswerAsync(new InvalidOperationException("a bug")));

    [Fact]
    public async Task tells_nothing_of_what_a_fault_was_about()
    {
        var (_, problem) = await AnswerAsync(new BadHttpRequestException("secret inner words", 400));
        problem.GetRawText().ShouldNotContain("secret");
        problem.GetProperty("type").GetString().ShouldBe("/problems/malformed");
    }

    static async Task<(HttpContext, JsonElement)> AnswerAsync(Exception broken)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FixedClock());
        services.AddApiProblems();
        var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services.BuildServiceProvider() };
        http.Request.Path = "/api/agents";
        http.Response.Body = body;
        await ApiProblems.AnswerAsync(http, _ => throw broken);
        return (http, JsonDocument.Parse(body.ToArray()).RootElement);
    }

    sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
