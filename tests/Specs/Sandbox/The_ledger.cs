using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class The_ledger
{
    [Fact]
    public async Task tells_what_was_made_bought_and_deleted_with_its_tag_and_price()
    {
        var clock = new Clock();
        await using var sandbox = await SandboxHost.Start(clock: clock);
        var llm = await sandbox.Llm(new { start_speaker = "agent", default_dynamic_variables = new { intent = "7" } });
        var agent = await sandbox.Agent(new { agent_name = "Desk [7]" });
        clock.Advance(TimeSpan.FromDays(1));
        var number = (string)(await sandbox.Made("create-phone-number", new { nickname = "seven" }))["phone_number"]!;
        var free = (string)(await sandbox.Made("create-phone-number", new { toll_free = true }))["phone_number"]!;
        await sandbox.Ask("DELETE", $"delete-phone-number/{number}");
        await sandbox.Ask("DELETE", $"delete-agent/{agent}");
        await sandbox.Ask("DELETE", $"delete-retell-llm/{llm}");
        (await sandbox.Ask("DELETE", $"delete-agent/{agent}")).Status.ShouldBe(422);

        var ledger = await sandbox.Ledger();
        var entries = ledger["entries"]!.AsArray();
        entries
            .Select(entry => $"{entry!["action"]} {entry["what"]} '{entry["tag"]}' {entry["price"]}")
            .ShouldBe([
                "created llm 'intent=7' 0",
                "created llm '' 0",
                "created agent 'Desk [7]' 0",
                "bought number 'seven' 2.00",
                "bought number '' 5.00",
                "deleted number 'seven' 0",
                "deleted agent 'Desk [7]' 0",
                "deleted llm 'intent=7' 0",
            ]);
        entries.Select(entry => (int)entry!["sequence"]!).ShouldBe(Enumerable.Range(1, 8));
        entries.Select(entry => (string)entry!["id"]!).Where(id => id == number).Count().ShouldBe(2);
        ((long)entries[3]!["timestamp"]! - (long)entries[0]!["timestamp"]!).ShouldBe((long)TimeSpan.FromDays(1).TotalMilliseconds);
        ledger["held"]!.AsArray().Select(entry => (string)entry!["id"]!).ShouldContain(free);
        ledger["totals"]!.ToJsonString().ShouldBe("""{"purchases":2,"numbers":1,"agents":0,"llms":1,"spent":7.00,"monthly_cost":5.00}""");
        (await sandbox.Ledger("key_two"))["entries"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task is_still_there_after_a_restart_and_agrees_with_what_a_kill_left()
    {
        string folder,
            kept,
            lost;
        await using (var sandbox = await SandboxHost.Start())
        {
            folder = sandbox.Folder;
            kept = (string)(await sandbox.Made("create-phone-number", new { nickname = "kept" }))["phone_number"]!;
            lost = (string)(await sandbox.Made("create-phone-number", new { nickname = "lost" }))["phone_number"]!;
        }

        var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        File.Delete(files.Single(file => file.EndsWith($"{lost}.json", StringComparison.Ordinal)));
        File.Delete(files.Single(file => file.EndsWith("00000001.json", StringComparison.Ordinal)));
        await using var again = await SandboxHost.Start(folder);
        var ledger = await again.Ledger();
        ledger["held"]!.AsArray().Select(entry => (string)entry!["id"]!).ShouldBe([kept]);
        ledger["totals"]!["spent"]!.GetValue<decimal>().ShouldBe(4);
        ledger["entries"]!.AsArray()[^1]!["action"]!.ToString().ShouldBe("deleted");
    }
}
