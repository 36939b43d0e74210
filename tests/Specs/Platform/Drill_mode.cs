using System.Reflection;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.Calls.Retell;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Platform;

public class Drill_mode
{
    [Fact]
    public void holds_back_what_changes_something_outside_until_it_ends()
    {
        var drill = new DrillMode();
        IExternalChanges outside = drill;
        outside.ThrowIfHeldBack();
        drill.Begin("This database was made by another installation.");
        outside.IsHeldBack.ShouldBeTrue();
        Should.Throw<DrillModeActive>(outside.ThrowIfHeldBack);
        drill.End();
        outside.ThrowIfHeldBack();
    }

    [Fact]
    public void is_asked_before_every_handler_that_is_given_a_way_to_retell()
    {
        Type[] ways =
        [
            typeof(RetellAgents),
            typeof(RetellAccounts),
            typeof(ConnectionStepRunner),
            typeof(ProvisioningStepRunner),
            typeof(RetellCalls),
        ];
        ways.ShouldAllBe(x => x.IsDefined(typeof(ChangesExternalSystemsAttribute), false));
        var handlers = typeof(Agent)
            .Assembly.GetTypes()
            .Concat(typeof(RetellCalls).Assembly.GetTypes())
            .SelectMany(x => x.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(x => x.Name == "Handle")
            .ToList();
        handlers.Count.ShouldBeGreaterThan(20);
        // Whatever holds the wire to Retell is marked, so that a handler that takes it waits.
        handlers
            .SelectMany(x => x.GetParameters())
            .Select(x => x.ParameterType)
            .Distinct()
            .Where(HoldsTheWire)
            .Where(x => !x.IsDefined(typeof(ChangesExternalSystemsAttribute), false))
            .ShouldBeEmpty();
    }

    static bool HoldsTheWire(Type type) =>
        type.GetConstructors()
            .SelectMany(x => x.GetParameters())
            .Any(x =>
                x.ParameterType == typeof(RetellClient)
                || x.ParameterType == typeof(RetellAccounts)
                || x.ParameterType == typeof(RetellCalls)
            );
}
