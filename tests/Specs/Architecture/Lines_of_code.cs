using System.Text.RegularExpressions;
using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Specs.Architecture;

/// <summary>
/// The formatter breaks code; it leaves comments and literals alone. Raw string literals and regular expressions may be longer.
/// </summary>
public partial class Lines_of_code
{
    const int Columns = 140;

    [Fact]
    public void fit_into_a_window()
    {
        var root = DataFolder.Checkout(AppContext.BaseDirectory)!;
        var files = new[] { "src", "tests" }
            .SelectMany(x => Directory.EnumerateFiles(Path.Combine(root, x), "*.cs", SearchOption.AllDirectories))
            .Where(x => !x.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToList();
        files.Count.ShouldBeGreaterThan(500);
        files.SelectMany(TooLong).ShouldBeEmpty();
    }

    static IEnumerable<string> TooLong(string file)
    {
        var raw = 0;
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            var began = raw;
            foreach (var quotes in Quotes().Matches(line).Select(x => x.Length))
                raw =
                    raw == 0 ? quotes
                    : quotes == raw ? 0
                    : raw;
            var isLiteral = began > 0 || Quotes().IsMatch(line) || line.Contains("@\"", StringComparison.Ordinal);
            if (line.Length > Columns && !isLiteral)
                yield return $"{Path.GetFileName(file)}:{number + 1}";
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex Quotes();
}
