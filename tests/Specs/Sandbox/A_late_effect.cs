using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class A_late_effect
{
    const string Buying = "POST /create-phone-number";

    [Fact]
    public async Task comes_when_it_is_released_and_once()
    {
        await using var sandbox = await SandboxHost.Start();
        var id = await sandbox.Fail(new { match = Buying, fault = "late-effect" });
        await Should.ThrowAsync<HttpRequestException>(
            sandbox.Ask("POST", "create-phone-number", new { area_code = 312, nickname = "late" })
        );
        ((int)(await sandbox.Arrival(id))["late"]!).ShouldBe(1);
        (await sandbox.Purchases()).ShouldBe(0);
        (await sandbox.Release(id)).ShouldBe(1);
        (await sandbox.Release(id)).ShouldBe(0);
        var bought = (await sandbox.Get("v2/list-phone-numbers"))["items"]!.AsArray().ShouldHaveSingleItem();
        ((string)bought!["nickname"]!, (int)bought["area_code"]!).ShouldBe(("late", 312));
    }

    [Fact]
    public async Task comes_by_itself_after_an_error()
    {
        await using var sandbox = await SandboxHost.Start();
        var id = await sandbox.Fail(
            new
            {
                match = "PATCH /update-agent/*",
                fault = "late-effect-500",
                ms = 30,
            }
        );
        var agent = await sandbox.Agent(published: false);
        (await sandbox.Ask("PATCH", $"update-agent/{agent}?version=0", new { agent_name = "Later" })).Status.ShouldBe(500);
        for (
            var end = DateTime.UtcNow.AddSeconds(20);
            DateTime.UtcNow < end && (int)(await sandbox.Control("GET", $"faults/{id}")).Body!["late"]! > 0;

        )
            await Task.Delay(10);
        ((string)(await sandbox.Get($"get-agent/{agent}"))["agent_name"]!).ShouldBe("Later");
    }

    [Fact]
    public async Task is_not_forgotten_over_a_restart()
    {
        string folder,
            id;
        var clock = new Clock();
        await using (var sandbox = await SandboxHost.Start(clock: clock))
        {
            folder = sandbox.Folder;
            id = await sandbox.Fail(
                new
                {
                    match = Buying,
                    fault = "late-effect",
                    ms = 3_600_000,
                }
            );
            await Should.ThrowAsync<HttpRequestException>(sandbox.Ask("POST", "create-phone-number", new { }));
        }

        await using (var soon = await SandboxHost.Start(folder, clock: clock))
            (await soon.Purchases()).ShouldBe(0);
        clock.Advance(TimeSpan.FromHours(1));
        await using var later = await SandboxHost.Start(folder, clock: clock);
        for (var end = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < end && await later.Purchases() == 0; )
            await Task.Delay(10);
        (await later.Purchases()).ShouldBe(1);
        ((int)(await later.Control("GET", $"faults/{id}")).Body!["late"]!).ShouldBe(0);
    }

    [Fact]
    public async Task goes_with_its_fault()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(
            new
            {
                match = Buying,
                fault = "late-effect",
                ms = 100,
            }
        );
        await Should.ThrowAsync<HttpRequestException>(sandbox.Ask("POST", "create-phone-number", new { }));
        await sandbox.Control("DELETE", "faults");
        await Task.Delay(200);
        (await sandbox.Purchases()).ShouldBe(0);
    }
}
