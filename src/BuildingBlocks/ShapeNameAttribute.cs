namespace Switchhook.BuildingBlocks;

/// <summary>
/// The name under which a type counts in the shape of stored rows, after the type itself was renamed: without it each of those rows would
/// have to be rebuilt.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum, Inherited = false)]
public sealed class ShapeNameAttribute(string name) : Attribute
{
    public string Name => name;
}
