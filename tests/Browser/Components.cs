using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Switchhook.Browser;

public class Components(Site site)
{
    [Theory, InlineData(1280), InlineData(390)]
    public async Task are_shown_in_every_state_and_leave_nothing_to_complain_of(int width)
    {
        await using var builder = await site.PersonAsync(width);
        await builder.Page.GotoAsync("/dev/components");
        await builder.FindsNothingToComplainOfAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await builder.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            (
                await builder.Page.ScreenshotAsync(new() { FullPage = true, Path = Picture($"components-{width}-{scheme}.png") })
            ).Length.ShouldBeGreaterThan(10_000);
        }
        foreach (var over in new[] { "pop", "play-call" })
        {
            await builder.Page.ClickAsync($"button[popovertarget={over}]");
            await builder.FindsNothingToComplainOfAsync();
            await builder.Page.Keyboard.PressAsync("Escape");
        }
    }

    static string Picture(string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName, name);
}
