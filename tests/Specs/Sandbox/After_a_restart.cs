using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class After_a_restart
{
    [Fact]
    public async Task everything_made_is_still_there()
    {
        string folder,
            agent,
            number,
            call;
        await using (var sandbox = await SandboxHost.Start())
        {
            (folder, agent) = (sandbox.Folder, await sandbox.Agent(new { agent_name = "Réception" }));
            number = (string)(await sandbox.Made("create-phone-number", new { area_code = 303 }))["phone_number"]!;
            await sandbox.Analyzed(call = await sandbox.Simulate(agent));
        }

        await using var again = await SandboxHost.Start(folder);
        ((string)(await again.Get($"get-agent/{agent}"))["agent_name"]!).ShouldBe("Réception");
        ((string)(await again.Get($"get-phone-number/{number}"))["phone_number"]!).ShouldBe(number);
        (await again.Get($"v2/get-call/{call}"))["call_analysis"].ShouldNotBeNull();
        (await again.Ask("GET", $"get-agent/{agent}", key: "key_two")).Status.ShouldBe(422);
        (await again.Ask("POST", "create-phone-number", new { phone_number = number }, "key_two")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task a_call_that_was_going_on_is_ended_and_delivered()
    {
        await using var receiver = await Receiver.Start();
        string folder;
        await using (var sandbox = await SandboxHost.Start(pace: 0.1))
        {
            folder = sandbox.Folder;
            await sandbox.Simulate(await sandbox.Agent(new { webhook_url = receiver.Url }));
            await receiver.Until(all => all.Count == 1);
        }

        receiver.Arrivals.Count.ShouldBe(1);
        await using var again = await SandboxHost.Start(folder);
        (await receiver.Until(all => all.Select(arrival => arrival.Event).Distinct().Count() == 3)).Count.ShouldBeInRange(3, 4);
    }

    [Fact]
    public async Task a_webhook_that_nobody_took_goes_out_again()
    {
        await using var receiver = await Receiver.Start(refusals: 1);
        string folder,
            call;
        await using (var sandbox = await SandboxHost.Start(pace: 1))
        {
            folder = sandbox.Folder;
            call = await sandbox.Simulate(
                await sandbox.Agent(new { webhook_url = receiver.Url, webhook_events = new[] { "call_started" } })
            );
            await receiver.Until(all => all.Count == 1);
        }

        await using var again = await SandboxHost.Start(folder);
        (await receiver.Until(all => all.Any(arrival => arrival.Accepted)))[^1].CallId.ShouldBe(call);
    }
}
