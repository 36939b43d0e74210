using Shouldly;
using Switchhook.Calls.Recordings;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Where_recordings_are_kept
{
    static readonly RecordingHosts Hosts = new(
        new("https://api.retellai.com", "key", "key", "https://ours.example/api/retell/webhook", false),
        RecordingHosts.Retells
    );

    [Theory]
    [InlineData("https://dxc03zgurdly9.cloudfront.net/0123/recording.wav")]
    [InlineData("https://d1d33audaiiiuu.cloudfront.net/0123/recording.wav?Expires=1&Signature=x&Key-Pair-Id=y")]
    [InlineData("https://DXC03ZGURDLY9.cloudfront.net/0123/recording.wav")]
    public void is_fetched_from_both_of_retells_hosts(string address) =>
        (Hosts.Allowed(address), Hosts.Refused(address)).ShouldBe((new Uri(address), null));

    [Theory]
    [InlineData("https://d2222222222222.cloudfront.net/recording.wav", "d2222222222222.cloudfront.net")]
    [InlineData("http://dxc03zgurdly9.cloudfront.net/recording.wav", "dxc03zgurdly9.cloudfront.net")]
    [InlineData("https://dxc03zgurdly9.cloudfront.net:8443/recording.wav", "dxc03zgurdly9.cloudfront.net:8443")]
    [InlineData("recording.wav", "an address that cannot be read")]
    [InlineData("http://169.254.169.254/latest", "an address that cannot be read")]
    [InlineData(
        "https://a.very.long.name.that.somebody.made.up.to.fill.the.pages.and.the.logs.of.whoever.runs.this.site.with.it.example/x.wav",
        "an address that cannot be read"
    )]
    public void is_said_when_it_is_not_fetched(string address, string host) =>
        (Hosts.Allowed(address), Hosts.Refused(address)).ShouldBe((null, host));
}
