using Microsoft.AspNetCore.Identity;

namespace Switchhook.Admin.SignIn;

public static class IdentityResults
{
    /// <summary>For what can only fail by a fault of ours: what people may get wrong is checked before.</summary>
    public static void OrThrow(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"Identity refused: {string.Join(", ", result.Errors.Select(x => x.Code))}");
    }
}
