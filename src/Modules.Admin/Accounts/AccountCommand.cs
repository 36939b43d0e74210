using System.Text.Json.Serialization;

namespace Switchhook.Admin;

/// <summary>A command on the stream of one account, which lies in that account's own tenant.</summary>
public abstract record OfAccount(Guid AccountId)
{
    [JsonIgnore] public string Stream => $"account/{AccountId}";
}
