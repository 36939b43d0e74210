using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Api;

public class The_page_about_the_api
{
    static readonly string Page = File.ReadAllText(Path.Combine(DataFolder.Checkout(AppContext.BaseDirectory)!, "docs", "api.md"));

    [Fact]
    public void explains_every_kind_of_problem_and_no_other() =>
        Regex
            .Matches(Page, @"^\| `(/problems/[a-z-]+)` \|", RegexOptions.Multiline)
            .Select(x => x.Groups[1].Value)
            .Order()
            .ShouldBe(
                typeof(ProblemTypes)
                    .GetFields(BindingFlags.Public | BindingFlags.Static)
                    .Select(x => (string)x.GetRawConstantValue()!)
                    .Order()
            );
}
