using Shouldly;
using Switchhook.RetellSandbox;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class Playing_a_call
{
    [Fact]
    public async Task sends_the_first_three_events_in_order_when_none_are_named()
    {
        await using var sandbox = await SandboxHost.Start(pace: 0.02);
        await using var receiver = await Receiver.Start();
        var call = await sandbox.Simulate(await sandbox.Agent(new { webhook_url = receiver.Url }));
        var arrivals = await receiver.Until(all => all.Count == 3);
        arrivals.Select(arrival => arrival.Event).ShouldBe(["call_started", "call_ended", "call_analyzed"]);
        arrivals.ShouldAllBe(arrival => arrival.CallId == call);
        arrivals[0].Body["call"]!["call_status"]!.ToString().ShouldBe("ongoing");
        arrivals[0].Body["call"]!["transcript"].ShouldBeNull();
        arrivals[0].Body["call"]!["recording_url"].ShouldBeNull();
        arrivals[1].Body["call"]!["call_status"]!.ToString().ShouldBe("ended");
        arrivals[1].Body["call"]!["call_analysis"].ShouldBeNull();
        arrivals[2].Body["call"]!["call_analysis"]!["call_summary"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task sends_every_turn_to_who_subscribed_to_it_and_nothing_else()
    {
        await using var sandbox = await SandboxHost.Start(pace: 0.05);
        await using var receiver = await Receiver.Start();
        await sandbox.Simulate(
            await sandbox.Agent(new { webhook_url = receiver.Url, webhook_events = new[] { "transcript_updated", "call_analyzed" } })
        );
        var arrivals = await receiver.Until(all => all.Any(arrival => arrival.Event == "call_analyzed"));
        arrivals.Select(arrival => arrival.Event).Distinct().ShouldBe(["transcript_updated", "call_analyzed"], ignoreOrder: true);
        var updates = arrivals.Where(arrival => arrival.Event == "transcript_updated").Select(arrival => arrival.Body).ToList();
        updates.Select(body => body["call"]!["transcript_object"]!.AsArray().Count).Distinct().Count().ShouldBeGreaterThan(3);
        // Which of them arrives last is not promised.
        updates.ShouldContain(body =>
            body["transcript_with_tool_calls"]!.AsArray().Count > body["call"]!["transcript_object"]!.AsArray().Count
        );
    }

    [Fact]
    public async Task signs_with_the_key_of_its_workspace()
    {
        await using var sandbox = await SandboxHost.Start();
        await using var receiver = await Receiver.Start();
        await sandbox.Simulate(await sandbox.Agent(new { webhook_url = receiver.Url }, key: "key_other"), key: "key_other");
        foreach (var arrival in await receiver.Until(all => all.Count == 3))
        {
            var time = long.Parse(arrival.Signature.Split(",")[0][2..], System.Globalization.CultureInfo.InvariantCulture);
            arrival.Signature.ShouldBe(Signature.Of(arrival.Raw, "key_other", time));
            DateTimeOffset.FromUnixTimeMilliseconds(time).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task tries_again_until_it_is_accepted_and_then_no_more()
    {
        await using var sandbox = await SandboxHost.Start();
        await using var receiver = await Receiver.Start(refusals: 3);
        await sandbox.Simulate(await sandbox.Agent(new { webhook_url = receiver.Url, webhook_events = new[] { "call_ended" } }));
        var arrivals = await receiver.Until(all => all.Any(arrival => arrival.Accepted));
        arrivals.Count.ShouldBe(4);
        arrivals.Select(arrival => Convert.ToBase64String(arrival.Raw)).Distinct().Count().ShouldBe(1);
        arrivals.Select(arrival => arrival.Signature).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task gives_up_after_three_retries()
    {
        await using var sandbox = await SandboxHost.Start();
        await using var receiver = await Receiver.Start(refusals: 100);
        await sandbox.Simulate(await sandbox.Agent(new { webhook_url = receiver.Url, webhook_events = new[] { "call_ended" } }));
        await receiver.Until(all => all.Count == 4);
        await Task.Delay(700);
        receiver.Arrivals.Count.ShouldBe(4);
    }

    [Fact]
    public async Task skips_call_started_when_nobody_picks_up()
    {
        await using var sandbox = await SandboxHost.Start();
        await using var receiver = await Receiver.Start();
        await sandbox.Simulate(await sandbox.Agent(new { webhook_url = receiver.Url }), "never_connected");
        var arrivals = await receiver.Until(all => all.Count == 2);
        arrivals.Select(arrival => arrival.Event).ShouldBe(["call_ended", "call_analyzed"]);
        var call = arrivals[0].Body["call"]!;
        ((string)call["call_status"]!, (string)call["direction"]!).ShouldBe(("not_connected", "outbound"));
        call["start_timestamp"].ShouldBeNull();
        arrivals[1].Body["call"]!["call_analysis"]!["custom_analysis_data"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task is_refused_without_a_published_version_a_known_agent_or_a_known_scenario()
    {
        await using var sandbox = await SandboxHost.Start();
        var draft = await sandbox.Agent(published: false);
        (await sandbox.Ask("POST", "simulate-call", new { agent_id = draft })).Status.ShouldBe(422);
        (await sandbox.Ask("POST", "simulate-call", new { agent_id = "agent_nobody" })).Status.ShouldBe(422);
        (await sandbox.Ask("POST", "simulate-call", new { agent_id = await sandbox.Agent(), scenario = "opera" })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task can_be_stopped()
    {
        await using var sandbox = await SandboxHost.Start(pace: 0.2);
        await using var receiver = await Receiver.Start();
        var call = await sandbox.Simulate(await sandbox.Agent(new { webhook_url = receiver.Url }));
        await receiver.Until(all => all.Count == 1);
        (await sandbox.Get("get-concurrency"))["current_concurrency"]!.GetValue<int>().ShouldBe(1);
        (await sandbox.Ask("POST", $"v2/stop-call/{call}")).Status.ShouldBe(204);
        var arrivals = await receiver.Until(all => all.Count == 3);
        ((string)arrivals[1].Body["call"]!["disconnection_reason"]!).ShouldBe("manual_stopped");
        (await sandbox.Get("get-concurrency"))["current_concurrency"]!.GetValue<int>().ShouldBe(0);
        (await sandbox.Ask("POST", $"v2/stop-call/{call}")).Status.ShouldBe(400);
    }
}
