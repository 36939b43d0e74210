using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>What a call costs, in cents: each product's price a second, as Retell's price list has it.</summary>
public static class CallCost
{
    const double VoiceEngine = 5.5 / 60,
        Telephony = 1.5 / 60;

    public static JsonObject Of(double seconds, string model, string provider, bool phone)
    {
        var length = (int)Math.Ceiling(seconds);
        var prices = new List<(string Product, double Price)>
        {
            (model.Replace('-', '_').Replace('.', '_'), ModelPrice(model) / 60),
            (
                provider == "elevenlabs"
                    ? "elevenlabs_tts"
                    : $"retell_{provider}_tts".Replace("retell_openai", "openai", StringComparison.Ordinal),
                (provider == "elevenlabs" ? 4 : 1.5) / 60
            ),
            ("retell_voice_engine", VoiceEngine),
        };
        if (phone)
            prices.Add(("us_telephony", Telephony));
        return new JsonObject
        {
            ["combined_cost"] = Math.Round(prices.Sum(price => price.Price) * length, 3),
            ["total_duration_seconds"] = length,
            ["total_duration_unit_price"] = Math.Round(prices.Sum(price => price.Price), 4),
            ["product_costs"] = new JsonArray([
                .. prices.Select(price => new JsonObject
                {
                    ["product"] = price.Product,
                    ["unit_price"] = Math.Round(price.Price, 4),
                    ["cost"] = Math.Round(price.Price * length, 3),
                }),
            ]),
        };
    }

    static double ModelPrice(string model) =>
        model.Contains("nano", StringComparison.Ordinal) ? 0.3
        : model.Contains("mini", StringComparison.Ordinal) || model.Contains("flash", StringComparison.Ordinal) ? 1.2
        : model.Contains("sonnet", StringComparison.Ordinal) ? 6.4
        : 4.5;
}
