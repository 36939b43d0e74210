namespace Switchhook.Specs.Sandbox;

/// <summary>Where this checkout lies, found from the test's own output folder.</summary>
static class RepositoryRoot
{
    public static readonly string Root = Find(AppContext.BaseDirectory);

    static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Monolith.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
