using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("Nodes")]
public sealed class NodesOptions
{
    /// <summary>True for each of several processes on one database.</summary>
    public bool Several { get; set; }
}
