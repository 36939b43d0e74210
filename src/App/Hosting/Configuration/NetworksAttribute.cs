using System.Net;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

sealed class NetworksAttribute : SettingConstraintAttribute
{
    public override string Expected => "addresses and networks by commas, like 10.0.0.5 or 172.16.0.0/12, and never the whole internet";

    protected override bool Fits(object value) =>
        Array.TrueForAll(
            ApiOptions.Split((string)value),
            x => IPNetwork.TryParse(x, out var network) ? network.PrefixLength > 0 : IPAddress.TryParse(x, out _)
        );
}
