using System.Text.Json.Serialization;

namespace Switchhook.Admin.Accounts;

/// <summary>A command on the stream of one account, which lies in that account's own tenant.</summary>
public abstract record AccountCommand(Guid AccountId)
{
    [JsonIgnore]
    public string Stream => $"account/{AccountId}";
}
