using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class Paging_through_a_list
{
    [Fact]
    public async Task meets_everything_once_while_things_go()
    {
        await using var sandbox = await SandboxHost.Start();
        var made = new List<string>();
        for (var i = 0; i < 7; i++)
            made.Add(await sandbox.Llm());
        var first = await sandbox.Get("v2/list-retell-llms?limit=3&sort_order=ascending");
        first["has_more"]!.GetValue<bool>().ShouldBeTrue();
        await sandbox.Ask("DELETE", $"delete-retell-llm/{first["items"]![2]!["llm_id"]}");
        var rest = await sandbox.Get($"v2/list-retell-llms?limit=4&sort_order=ascending&pagination_key={first["pagination_key"]}");
        rest["has_more"]!.GetValue<bool>().ShouldBeFalse();
        rest.AsObject().ContainsKey("pagination_key").ShouldBeFalse();
        Ids(first).Concat(Ids(rest)).ShouldBe(made, ignoreOrder: true);
    }

    [Fact]
    public async Task is_descending_unless_asked_otherwise()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        for (var i = 0; i < 3; i++)
            await sandbox.Made($"create-agent-version/{agent}", new { base_version = 0 });
        (await sandbox.Get($"list-agent-versions/{agent}"))["items"]!
            .AsArray()
            .Select(version => (int)version!["version"]!)
            .ShouldBe([3, 2, 1, 0]);
    }

    [
        Theory,
        InlineData("limit=0"),
        InlineData("limit=1001"),
        InlineData("limit=many"),
        InlineData("sort_order=sideways"),
        InlineData("pagination_key=zz")
    ]
    public async Task refuses_what_makes_no_sense(string query)
    {
        await using var sandbox = await SandboxHost.Start();
        (await sandbox.Ask("GET", "v2/list-phone-numbers?" + query)).Status.ShouldBe(400);
    }

    static IEnumerable<string> Ids(JsonNode page) => page["items"]!.AsArray().Select(item => (string)item!["llm_id"]!);
}
