using JasperFx.Events;
using Shouldly;
using Switchhook.Calls;
using Switchhook.Calls.Recordings;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Listening_to_a_call
{
    static readonly DateTimeOffset Now = Given.Now;

    static Call PlayedAt(DateTimeOffset at) => new Call().Apply(new Event<RecordingPlayed>(new(false)) { Timestamp = at });

    [Fact]
    public void is_noted() =>
        TrackRecordingPlaybackHandler.Handle(new("call_1", false), new Call(), Now).ShouldBe(new RecordingPlayed(false));

    [Fact]
    public void is_one_listening_however_many_pieces_the_player_fetches() =>
        TrackRecordingPlaybackHandler.Handle(new("call_1", false), PlayedAt(Now.AddMinutes(-4)), Now).ShouldBeNull();

    [Fact]
    public void is_another_one_later() =>
        TrackRecordingPlaybackHandler.Handle(new("call_1", false), PlayedAt(Now.AddMinutes(-6)), Now).ShouldNotBeNull();

    [Fact]
    public void is_noted_each_time_when_it_is_taken_as_a_file() =>
        TrackRecordingPlaybackHandler.Handle(new("call_1", true), PlayedAt(Now), Now).ShouldBe(new RecordingPlayed(true));

    [Fact]
    public void is_noted_after_somebody_has_taken_the_file() =>
        TrackRecordingPlaybackHandler
            .Handle(new("call_1", false), new Call().Apply(new Event<RecordingPlayed>(new(true)) { Timestamp = Now.AddMinutes(-1) }), Now)
            .ShouldBe(new RecordingPlayed(false));

    [Fact]
    public void needs_a_call() => Should.Throw<Refused>(() => TrackRecordingPlaybackHandler.Handle(new("call_1", false), null, Now));
}
