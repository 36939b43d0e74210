using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.App.Platform.Recognition;

/// <summary>Runs before every message handler that takes something through which the outside is changed.</summary>
public static class HoldBack
{
    public static void Before(IOutsideWork outside) => outside.Demand();

    public static void Apply(WolverineOptions options)
    {
        options.Policies.AddMiddleware(typeof(HoldBack), ChangesOutside);
        options.OnException<HeldBack>().ScheduleRetryIndefinitely(HeldBack.Pause);
    }

    public static bool ChangesOutside(HandlerChain chain) => chain.Handlers
        .SelectMany(x => x.Method.GetParameters()).Any(x => x.ParameterType.IsDefined(typeof(ChangesOutsideAttribute), inherit: false));
}
