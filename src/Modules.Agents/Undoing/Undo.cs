using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public static class Undo
{
    /// <summary>What was made is undone however long Retell takes to answer again.</summary>
    public static void NeverGiveUp(HandlerChain chain)
    {
        chain.OnException<RetellRefusal>().ScheduleRetryIndefinitely(
            TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
        SetUp.OutlastTheDatabase(chain);
    }
}
