using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.App.Hosting.InstallationIdentity;

/// <summary>Runs before every message handler that takes something through which the outside is changed.</summary>
public static class DrillModePolicy
{
    public static void Before(IExternalChanges outside) => outside.ThrowIfHeldBack();

    public static void Apply(WolverineOptions options)
    {
        options.Policies.AddMiddleware(typeof(DrillModePolicy), ChangesOutside);
        options.OnException<DrillModeActive>().ScheduleRetryIndefinitely(DrillModeActive.Pause);
    }

    public static bool ChangesOutside(HandlerChain chain) =>
        chain
            .Handlers.SelectMany(x => x.Method.GetParameters())
            .Any(x => x.ParameterType.IsDefined(typeof(ChangesExternalSystemsAttribute), inherit: false));
}
