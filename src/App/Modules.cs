using Switchhook.Admin;
using Switchhook.Agents;
using Switchhook.BuildingBlocks;
using Switchhook.Calls;
using Switchhook.Leads;

namespace Switchhook.App;

public static class Modules
{
    public static readonly IReadOnlyList<IModule> All = [new AdminModule(), new AgentsModule(), new CallsModule(), new LeadsModule()];
}
