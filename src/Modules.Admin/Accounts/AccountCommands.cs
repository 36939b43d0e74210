using Wolverine;

namespace Switchhook.Admin.Accounts;

public static class AccountCommands
{
    /// <summary>A command in the account's own tenant, by its owner unless somebody else is named.</summary>
    public static Task InvokeAsAsync(this IMessageBus bus, Guid account, object command, Guid? by = null)
    {
        if (bus is IMessageContext context)
            context.UserName = (by ?? account).ToString();
        return bus.InvokeForTenantAsync(account.ToString(), command);
    }
}
