using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class A_held_request
{
    const string Buying = "POST /create-phone-number";

    [Theory, InlineData("hold-before", 0), InlineData("hold-after", 1)]
    public async Task waits_with_or_without_its_effect_until_it_is_released(string fault, int bought)
    {
        await using var sandbox = await SandboxHost.Start();
        var id = await sandbox.Fail(new { match = Buying, fault });
        var buying = sandbox.Ask("POST", "create-phone-number", new { });
        ((int)(await sandbox.Arrival(id))["held"]!).ShouldBe(1);
        (await sandbox.Purchases()).ShouldBe(bought);
        buying.IsCompleted.ShouldBeFalse();
        (await sandbox.Release(id)).ShouldBe(1);
        (await buying).Status.ShouldBe(201);
        (await sandbox.Purchases()).ShouldBe(1);
        (await sandbox.Release(id)).ShouldBe(0);
    }

    [Fact]
    public async Task goes_on_by_itself_when_its_time_is_over()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(
            new
            {
                match = Buying,
                fault = "hold-before",
                ms = 50,
            }
        );
        (await sandbox.Ask("POST", "create-phone-number", new { })).Status.ShouldBe(201);
    }

    [Fact]
    public async Task is_broken_off_without_its_effect_when_the_fault_is_taken_away()
    {
        await using var sandbox = await SandboxHost.Start();
        var id = await sandbox.Fail(new { match = Buying, fault = "hold-before" });
        var buying = sandbox.Ask("POST", "create-phone-number", new { });
        await sandbox.Arrival(id);
        await sandbox.Control("DELETE", $"faults/{id}");
        await Should.ThrowAsync<HttpRequestException>(buying);
        (await sandbox.Purchases()).ShouldBe(0);
    }

    [Fact]
    public async Task of_somebody_who_was_killed_still_has_its_effect()
    {
        await using var sandbox = await SandboxHost.Start();
        var id = await sandbox.Fail(new { match = Buying, fault = "hold-before" });
        using (var doomed = new HttpClient())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, sandbox.Url + "/create-phone-number")
            {
                Headers = { { "Authorization", "Bearer key_one" } },
            };
            var buying = doomed.SendAsync(request);
            await sandbox.Arrival(id);
            doomed.CancelPendingRequests();
            await Should.ThrowAsync<OperationCanceledException>(buying);
        }

        (await sandbox.Purchases()).ShouldBe(0);
        (await sandbox.Release(id)).ShouldBe(1);
        (await sandbox.Purchases()).ShouldBe(1);
    }

    [Fact]
    public async Task can_be_one_of_several()
    {
        await using var sandbox = await SandboxHost.Start();
        var id = await sandbox.Fail(
            new
            {
                match = Buying,
                fault = "hold-before",
                times = 3,
            }
        );
        var buying = Enumerable.Range(0, 3).Select(_ => sandbox.Ask("POST", "create-phone-number", new { })).ToArray();
        ((int)(await sandbox.Arrival(id, after: 2))["held"]!).ShouldBe(3);
        (await sandbox.Release(id)).ShouldBe(3);
        (await Task.WhenAll(buying)).ShouldAllBe(answer => answer.Status == 201);
    }

    [Fact]
    public async Task does_not_keep_the_sandbox_from_ending()
    {
        var sandbox = await SandboxHost.Start();
        var id = await sandbox.Fail(new { match = Buying, fault = "hold-before" });
        var buying = sandbox.Ask("POST", "create-phone-number", new { });
        await sandbox.Arrival(id);
        await sandbox.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        await Should.ThrowAsync<Exception>(buying);
    }

    [Fact]
    public async Task that_never_comes_is_not_waited_for_for_ever()
    {
        await using var sandbox = await SandboxHost.Start();
        var id = await sandbox.Fail(new { match = Buying, fault = "watch" });
        (await sandbox.Control("GET", $"faults/{id}/arrival?wait_ms=50")).Status.ShouldBe(408);
        await sandbox.Ask("POST", "create-phone-number", new { });
        ((int)(await sandbox.Arrival(id))["struck"]!).ShouldBe(1);
        (await sandbox.Control("GET", $"faults/{id}/arrival?wait_ms=soon")).Status.ShouldBe(400);
    }
}
