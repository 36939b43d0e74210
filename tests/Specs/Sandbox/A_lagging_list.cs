using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class A_lagging_list
{
    [Fact]
    public async Task shows_what_was_made_only_after_a_while_though_its_id_is_known_at_once()
    {
        var clock = new Clock();
        await using var sandbox = await SandboxHost.Start(clock: clock);
        await sandbox.Fail(
            new
            {
                match = "* /v2/list-*",
                fault = "list-lag",
                ms = 30_000,
            }
        );
        var agent = await sandbox.Agent();
        var number = (string)(await sandbox.Made("create-phone-number", new { }))["phone_number"]!;
        (await sandbox.Ask("GET", $"get-agent/{agent}")).Status.ShouldBe(200);
        (await sandbox.Ask("GET", $"get-phone-number/{number}")).Status.ShouldBe(200);
        (await Counted(sandbox)).ShouldBe([0, 0, 0]);
        clock.Advance(TimeSpan.FromMilliseconds(29_999));
        (await Counted(sandbox)).ShouldBe([0, 0, 0]);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Counted(sandbox)).ShouldBe([1, 1, 1]);
    }

    [Fact]
    public async Task ends_with_its_fault_and_hinders_no_other()
    {
        await using var sandbox = await SandboxHost.Start();
        var lag = await sandbox.Fail(
            new
            {
                match = "GET /v2/list-phone-numbers",
                fault = "list-lag",
                ms = 60_000,
            }
        );
        await sandbox.Fail(
            new
            {
                match = "GET /v2/list-phone-numbers",
                fault = "500-before",
                nth = 2,
            }
        );
        await sandbox.Made("create-phone-number", new { });
        (await sandbox.Get("v2/list-phone-numbers"))["items"]!.AsArray().ShouldBeEmpty();
        (await sandbox.Ask("GET", "v2/list-phone-numbers")).Status.ShouldBe(500);
        await sandbox.Control("DELETE", $"faults/{lag}");
        (await sandbox.Get("v2/list-phone-numbers"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    static async Task<int[]> Counted(SandboxHost sandbox) =>
        [
            Items(await sandbox.Get("v2/list-phone-numbers")),
            Items(await sandbox.Get("v2/list-retell-llms")),
            Items((await sandbox.Ask("POST", "v2/list-agents", new { })).Body!),
        ];

    static int Items(JsonNode page) => page["items"]!.AsArray().Count;
}
