using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Shouldly;
using Switchhook.Agents;
using Xunit;

namespace Switchhook.Specs.Agents;

public class An_agents_id
{
    /// <summary>What a browser sends may tell two wishes apart, and names no agent.</summary>
    [Fact]
    public void is_taken_from_no_form() =>
        typeof(Agent)
            .Assembly.GetTypes()
            .Where(typeof(PageModel).IsAssignableFrom)
            .SelectMany(x => x.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(x =>
                x.IsDefined(typeof(BindPropertyAttribute)) && (Nullable.GetUnderlyingType(x.PropertyType) ?? x.PropertyType) == typeof(Guid)
            )
            .Select(x => x.Name)
            .Distinct()
            .Except(["Nonce"])
            .ShouldBe(["Of"], ignoreOrder: true);
}
