using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Input;

/// <summary>Of each thing that people write there is one reader.</summary>
public class The_parsers
{
    static readonly string Src = Path.Combine(Root(), "src");

    [Fact]
    public void alone_see_the_library_for_phone_numbers()
    {
        Directory
            .GetFiles(Src, "*.csproj", SearchOption.AllDirectories)
            .Where(x => Named(x).Any())
            .Select(Path.GetFileName)
            .ShouldBe(["BuildingBlocks.csproj"]);
        Named(Path.Combine(Src, "BuildingBlocks", "BuildingBlocks.csproj")).Single().Attribute("PrivateAssets")?.Value.ShouldBe("compile");
    }

    static IEnumerable<XElement> Named(string project) =>
        XDocument.Load(project).Descendants("PackageReference").Where(x => x.Attribute("Include")?.Value == "libphonenumber-csharp");

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monolith.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
