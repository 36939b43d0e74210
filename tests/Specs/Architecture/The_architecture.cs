using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Switchhook.Published;
using Xunit;

namespace Switchhook.Specs.Architecture;

public class The_architecture
{
    static readonly string Root = FindRoot();
    static readonly string[] Modules = [.. Directory.GetDirectories(Path.Combine(Root, "src"), "Modules.*")];

    [Fact]
    public void lets_a_module_know_nothing_but_contracts_and_building_blocks()
    {
        Modules.Length.ShouldBe(4);
        foreach (var module in Modules)
            References(Directory.GetFiles(module, "*.csproj").Single()).ShouldBeEmpty($"{module} adds project references of its own");
        References(Path.Combine(Root, "src", "Directory.Build.props"))
            .ShouldBe([
                "$(MSBuildThisFileDirectory)Contracts/Contracts.csproj",
                "$(MSBuildThisFileDirectory)BuildingBlocks/BuildingBlocks.csproj",
            ]);
    }

    [Fact]
    public void lets_contracts_know_nothing()
    {
        var project = XDocument.Load(Path.Combine(Root, "src", "Contracts", "Contracts.csproj"));
        project.Descendants("PackageReference").Concat(project.Descendants("ProjectReference")).ShouldBeEmpty();
    }

    [Fact]
    public void lets_building_blocks_know_nothing_of_ours() =>
        References(Path.Combine(Root, "src", "BuildingBlocks", "BuildingBlocks.csproj")).ShouldBeEmpty();

    // An empty validation summary hides itself by an inline style.
    [Fact]
    public void has_no_inline_script_style_or_handler_in_its_pages() =>
        Sources("*.cshtml")
            .Where(file =>
                Regex.IsMatch(
                    File.ReadAllText(file),
                    @"<script(?![^>]*\bsrc=)|<style|\sstyle=""|\son[a-z]+=""|hx-on|""js:|asp-validation-summary"
                )
            )
            .ShouldBeEmpty();

    [Fact]
    public void draws_every_icon_that_its_pages_name()
    {
        var drawn = File.ReadAllLines(Path.Combine(Root, "src", "App", "frontend", "icons.txt"));
        Sources("*.cshtml")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"icons\.svg#(?:([a-z0-9-]+)|@\(([^)]*)\))"))
            .SelectMany(use =>
                use.Groups[1].Success
                    ? [use.Groups[1].Value]
                    : Regex.Matches(use.Groups[2].Value, @"""([a-z0-9-]+)""").Select(name => name.Groups[1].Value)
            )
            .Except(drawn)
            .ShouldBeEmpty();
    }

    // These only lead to another page, or are a part of one.
    static readonly string[] Signposts =
    [
        "/leads/of-call/{callId}",
        "/calls/of-agent",
        "/agent/answered/{retellAgentId}/{retellVersion:int}",
        "/status/{code:int}",
    ];

    [Fact]
    public void is_walked_through_whole_when_its_pages_are_looked_at()
    {
        var routes = Sources("*.cshtml")
            .Select(file => Regex.Match(File.ReadLines(file).FirstOrDefault() ?? "", @"^@page ""([^""]+)"""))
            .Where(x => x.Success)
            .Select(x => x.Groups[1].Value)
            .ToList();
        routes.Count.ShouldBeGreaterThan(30);
        var walked = Tour.Stops.Select(x => x.Path.Replace("{call}", "/calls/{}").Replace("{lead}", "/leads/{}").Split('?')[0]).ToList();
        routes
            .Except(Signposts)
            .Where(route =>
                !walked.Any(path =>
                    Regex.IsMatch(
                        path,
                        "^" + Regex.Replace(route, @"/\{[^}]*\?\}|\{[^}]*\}", x => x.Value.StartsWith('/') ? "(/.+)?" : ".+") + "$"
                    )
                )
            )
            .ShouldBeEmpty("name them in tests/Published/Tour.cs");
    }

    // What lays out the page itself and what shows nothing of its own is in every page anyway.
    static readonly string[] Everywhere = ["base", "fonts", "tokens", "motion", "print", "requests", "utilities", "shell", "welcome"];

    [Fact]
    public void shows_every_component_on_the_page_of_components()
    {
        var shown = string.Concat(
            Directory
                .GetFiles(Path.Combine(Root, "src", "App", "Pages", "Dev"), "*.cshtml")
                .Append(Path.Combine(Root, "src", "App", "Pages", "Shared", "_BarChart.cshtml"))
                .Select(File.ReadAllText)
        );
        var classes = Regex.Matches(shown, @"class=""([^""]*)""").SelectMany(x => x.Groups[1].Value.Split(' ')).ToHashSet();
        Directory
            .GetFiles(Path.Combine(Root, "src", "App", "frontend", "css"), "*.css")
            .Where(x => !Everywhere.Contains(Path.GetFileNameWithoutExtension(x)))
            .Where(x =>
                Regex.Match(File.ReadAllText(x), @"(?m)^\.([a-z][a-z0-9-]*)") is not { Success: true } first
                || !classes.Contains(first.Groups[1].Value)
            )
            .Select(Path.GetFileName)
            .ShouldBeEmpty("show it in src/App/Pages/Dev, in every state that it has");
    }

    static IEnumerable<string> Sources(string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, "src"), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains("node_modules", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            );

    static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(x => x.Attribute("Include")!.Value);

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Monolith.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
