using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Calls.Recordings;
using Xunit;

namespace Switchhook.Specs.Retell;

public class What_the_operator_is_told
{
    readonly CapturedLog log = new();
    readonly OperatorAlerts concerns;

    public What_the_operator_is_told() => concerns = new(log);

    [Fact]
    public async Task is_logged_once_and_stands_until_it_is_settled()
    {
        for (var i = 0; i < 100; i++)
            concerns.Raise(OperatorAlert.Recordings, "Recordings at a are not played.");
        log.Said.ShouldBe(["Recordings at a are not played."]);
        var health = await concerns.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        (health.Status, health.Description).ShouldBe((HealthStatus.Degraded, "Recordings at a are not played."));
        concerns.Resolve(OperatorAlert.Recordings);
        (await concerns.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(
            HealthStatus.Healthy
        );
    }

    [Fact]
    public void says_the_newest_words_and_logs_the_first()
    {
        concerns.Raise(OperatorAlert.Clock, "2 minutes ahead.");
        concerns.Raise(OperatorAlert.Clock, "3 minutes ahead.");
        (concerns.Active.Single(), log.Said.Single()).ShouldBe(("3 minutes ahead.", "2 minutes ahead."));
    }

    [Fact]
    public void makes_room_for_what_is_new_and_keeps_no_other_kind_from_being_told()
    {
        for (var i = 0; i < 200; i++)
            concerns.Note(OperatorNotice.Purchases, $"day {i}", $"{i}");
        log.Said.Count.ShouldBe(200);
        concerns.Note(OperatorNotice.Purchases, "day 199", "told already");
        concerns.Note(OperatorNotice.UnreadableRow, "list-voices", "A row cannot be read.");
        log.Said[^1].ShouldBe("A row cannot be read.");
        log.Said.Count.ShouldBe(201);
    }

    [Fact]
    public void is_one_sentence_however_many_hosts_keep_recordings_that_are_not_played()
    {
        var refused = new RefusedRecordingHosts(
            new(new("https://api.retellai.com", "key", "key", "https://ours.example/api/retell/webhook", false), RecordingHosts.Retells),
            concerns
        );
        refused.Add("https://dxc03zgurdly9.cloudfront.net/0123/recording.wav");
        concerns.Active.ShouldBeEmpty();
        refused.Add("https://host-0.example/recording.wav");
        concerns.Active.Single().ShouldStartWith("Recordings kept at host-0.example are not played");
        for (var i = 0; i < 300; i++)
            refused.Add($"https://host-{i}.example/recording.wav");
        concerns
            .Active.Single()
            .ShouldStartWith("Recordings kept at host-299.example, host-298.example, host-297.example, and 17 more hosts are not played");
        log.Said.Count.ShouldBe(1);
        concerns.Raise(OperatorAlert.Clock, "2 minutes ahead.");
        concerns.Active.Count.ShouldBe(2);
    }

    [Fact]
    public async Task does_not_stand_in_health_when_nothing_is_broken_by_it()
    {
        for (var i = 0; i < 3; i++)
            concerns.Note(OperatorNotice.UnreadableRow, "voices", "A row cannot be read.");
        log.Said.ShouldBe(["A row cannot be read."]);
        (await concerns.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(
            HealthStatus.Healthy
        );
    }

    [Theory]
    [InlineData("""{"status":"error","message":"Trial has ended."}""", "Trial has ended.")]
    [InlineData(
        """{"error_message":"request body must have required property 'voice_id'"}""",
        "request body must have required property 'voice_id'"
    )]
    [InlineData("""{"error_message":["limit must be integer","key must be string"]}""", "limit must be integer key must be string")]
    [InlineData("""{"status":"error","message":"","error_message":"Complete KYC."}""", "Complete KYC.")]
    [InlineData("""{"status":"error","message":7}""", null)]
    [InlineData("<html>Bad gateway</html>", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    public void reads_both_of_retells_error_forms(string body, string? said) =>
        RetellJsonReader.ErrorIn(Encoding.UTF8.GetBytes(body)).ShouldBe(said);

    sealed class CapturedLog : ILogger<OperatorAlerts>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> words)
        {
            if (level is LogLevel.Warning)
                Said.Add(words(state, exception));
        }
    }
}
