using Switchhook.Contracts;

namespace Switchhook.App.Hosting.InstallationIdentity;

/// <summary>An administrator says what this site is. A copy stays in drill mode, without the question.</summary>
/// <param name="By">The administrator's account.</param>
public record ResolveDrillMode(bool IsLive, string By);

public static class ResolveDrillModeHandler
{
    public static async Task Handle(ResolveDrillMode answer, InstallationCheck check, DrillMode drill, CancellationToken stop)
    {
        if (!drill.IsHeldBack)
            throw new Refused("This site is not in drill mode.");
        if (answer.IsLive)
            await check.ClaimAsync(answer.By, stop);
        else
            check.StayCopy(answer.By);
    }
}
