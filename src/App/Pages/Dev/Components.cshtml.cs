using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Switchhook.App.Pages.Dev;

/// <summary>Every component in every state, for those who build pages and for the accessibility check.</summary>
[AllowAnonymous]
public class ComponentsModel(IHostEnvironment host, TimeProvider time) : PageModel
{
    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public string Ago(double minutes) => Now.AddMinutes(-minutes).ToString("O");

    public BarChart Calls =>
        new(
            "Calls per day",
            "Calls",
            [
                .. Enumerable
                    .Range(0, 30)
                    .Select(i => new DayBar(DateOnly.FromDateTime(Now.UtcDateTime).AddDays(i - 29), i * 7919 % 13 * (i % 6 == 5 ? 0 : 1))),
            ]
        );

    public IActionResult OnGet() => host.IsDevelopment() ? Page() : NotFound();

    /// <summary>36 seconds of a soft tone: something for the player to play.</summary>
    public IActionResult OnGetSound()
    {
        if (!host.IsDevelopment())
            return NotFound();
        const int rate = 8000,
            seconds = 36;
        using var wav = new MemoryStream();
        using var writer = new BinaryWriter(wav);
        writer.Write("RIFF"u8);
        writer.Write(36 + rate * seconds);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(rate * seconds);
        for (var i = 0; i < rate * seconds; i++)
            writer.Write((byte)(128 + 12 * Math.Sin(i * 2 * Math.PI * 220 / rate)));
        return new FileContentResult(wav.ToArray(), "audio/wav") { EnableRangeProcessing = true };
    }
}
