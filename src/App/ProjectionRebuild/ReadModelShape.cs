using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// In how many words a type is written as JSON: another property, another type of one, or another name, and the shape is another.
/// </summary>
public static class ReadModelShape
{
    public static string Of(Type document)
    {
        // Rows say in which shape they are: those that do not are of a shape from before that.
        var text = new StringBuilder("marked ");
        Write(document, text, []);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    static void Write(Type type, StringBuilder text, HashSet<Type> written)
    {
        text.Append(type.GetCustomAttribute<ShapeNameAttribute>()?.Name ?? type.Name);
        foreach (var argument in type.GetGenericArguments())
            Write(argument, text.Append(' '), written);
        if (type.GetElementType() is { } element)
            Write(element, text.Append(' '), written);
        if (type.IsEnum)
            text.AppendJoin(' ', Enum.GetNames(type));
        else if (IsOurs(type) && written.Add(type))
            foreach (
                var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(IsKept)
                    .OrderBy(x => x.Name, StringComparer.Ordinal)
            )
                Write(property.PropertyType, text.Append('\n').Append(property.Name).Append(':'), written);
    }

    static bool IsOurs(Type type) => type.Namespace?.StartsWith(nameof(Switchhook), StringComparison.Ordinal) == true;

    static bool IsKept(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true }
        && property.GetIndexParameters() is []
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is null;
}
