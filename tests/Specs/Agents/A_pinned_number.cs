using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Agents.Pausing;
using Switchhook.BuildingBlocks.Retell;
using Xunit;
using static Switchhook.Specs.Agents.GivenConnectedAgent;

namespace Switchhook.Specs.Agents;

public class A_pinned_number
{
    [Fact]
    public void is_led_from_the_version_before_to_the_one_after_with_everything_else_as_it_was()
    {
        var number = Bound(
            $$"""[{"agent_id":"{{RetellId}}","weight":0.5,"agent_version":3,"note":"kept"},{"agent_id":"agent_other","weight":0.5,"agent_version":3}]"""
        );
        number.PinOf(RetellId, except: 4).ShouldBe("3");
        JsonSerializer
            .Serialize(number.Repinned(RetellId, 3, 4)!, RetellRequest.Options)
            .ShouldBe(
                $$"""{"inbound_agents":[{"agent_id":"{{RetellId}}","weight":0.5,"agent_version":4,"note":"kept"},{"agent_id":"agent_other","weight":0.5,"agent_version":3}]}"""
            );
        number.InboundAgents![0].AgentVersion.ShouldBe("3");
    }

    [Fact]
    public void is_led_where_it_is_dialled_and_where_it_dials()
    {
        var lists = Bound(
                $$"""[{"agent_id":"{{RetellId}}","weight":1}]""",
                $$"""[{"agent_id":"{{RetellId}}","weight":1,"agent_version":"3"}]"""
            )
            .Repinned(RetellId, 3, 4)!;
        (lists.InboundAgents, lists.OutboundAgents!.Single().AgentVersion).ShouldBe((null, "4"));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("\"prod\"")]
    public void stays_where_somebody_pinned_it_to_something_else(string version)
    {
        var number = Bound($$"""[{"agent_id":"{{RetellId}}","weight":1,"agent_version":{{version}}}]""");
        number.Repinned(RetellId, 3, 4).ShouldBeNull();
        number.PinOf(RetellId, except: 4).ShouldBe(version.Trim('"'));
    }

    [Fact]
    public void is_bound_to_whom_retell_names_whatever_else_stands_in_its_list() =>
        RetellNumberBindings
            .Bindings(
                JsonNode
                    .Parse(
                        """
                        {"inbound_agents":[{"agent_id":"agent_1","weight":0.5,"agent_version":3},{"agent_id":7,"weight":1},{"weight":1},null,"agent_2",
                         {"agent_id":"agent_3","weight":"heavy","agent_version":"prod"},{"agent_id":"agent_4","weight":null,"agent_version":{} }]}
                        """
                    )!
                    .AsObject()
            )
            .ShouldBe([new("agent_1", 0.5, "3"), new("agent_3", 1, "prod"), new("agent_4", 1, "latest_published")]);

    [Theory]
    [InlineData("\"latest_published\"")]
    [InlineData("\"latest\"")]
    [InlineData("null")]
    [InlineData("4")]
    public void is_none_when_it_follows_or_is_there_already(string version)
    {
        var number = Bound($$"""[{"agent_id":"{{RetellId}}","weight":1,"agent_version":{{version}}}]""");
        number.PinOf(RetellId, except: 4).ShouldBeNull();
        number.Repinned(RetellId, 3, 4)!.ChangesNothing.ShouldBeTrue();
    }
}
