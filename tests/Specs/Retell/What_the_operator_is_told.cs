using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Retell;
using Xunit;

namespace Switchhook.Specs.Retell;

public class What_the_operator_is_told
{
    readonly Lines log = new();
    readonly OperatorConcerns concerns;

    public What_the_operator_is_told() => concerns = new(log);

    [Fact]
    public async Task is_logged_once_and_stands_until_it_is_settled()
    {
        for (var i = 0; i < 100; i++) concerns.Raise("host a", "Recordings at a are not played.");
        log.Said.ShouldBe(["Recordings at a are not played."]);
        var health = await concerns.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        (health.Status, health.Description).ShouldBe((HealthStatus.Degraded, "Recordings at a are not played."));
        concerns.Settle("host a");
        (await concerns.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public void does_not_grow_with_what_strangers_send()
    {
        for (var i = 0; i < 5_000; i++) concerns.Raise($"host {i}", $"{i}");
        for (var i = 0; i < 5_000; i++) concerns.Note($"row {i}", $"{i}");
        (concerns.Standing.Count, log.Said.Count).ShouldBe((100, 200));
    }

    [Fact]
    public async Task does_not_stand_in_health_when_nothing_is_broken_by_it()
    {
        for (var i = 0; i < 3; i++) concerns.Note("voices", "A row cannot be read.");
        log.Said.ShouldBe(["A row cannot be read."]);
        (await concerns.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData("""{"status":"error","message":"Trial has ended."}""", "Trial has ended.")]
    [InlineData("""{"error_message":"request body must have required property 'voice_id'"}""", "request body must have required property 'voice_id'")]
    [InlineData("""{"error_message":["limit must be integer","key must be string"]}""", "limit must be integer key must be string")]
    [InlineData("""{"status":"error","message":"","error_message":"Complete KYC."}""", "Complete KYC.")]
    [InlineData("""{"status":"error","message":7}""", null)]
    [InlineData("<html>Bad gateway</html>", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    public void reads_both_of_retells_error_forms(string body, string? said) => RetellReading.ErrorIn(Encoding.UTF8.GetBytes(body)).ShouldBe(said);

    sealed class Lines : ILogger<OperatorConcerns>
    {
        public List<string> Said { get; } = [];
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> words)
        {
            if (level is LogLevel.Warning) Said.Add(words(state, exception));
        }
    }
}
