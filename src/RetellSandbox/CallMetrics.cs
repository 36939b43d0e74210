using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>Latency and token counts of a call's answers.</summary>
public static class CallMetrics
{
    public static JsonObject Latency(List<int> responses, Random chance)
    {
        if (responses is [])
            return [];
        var llm = responses.ConvertAll(total => (int)(total * (0.45 + chance.NextDouble() * 0.1)));
        var tts = responses.ConvertAll(total => (int)(total * (0.18 + chance.NextDouble() * 0.06)));
        return new JsonObject
        {
            ["e2e"] = Spread(responses),
            ["llm"] = Spread(llm),
            ["tts"] = Spread(tts),
        };
    }

    public static JsonObject Tokens(int answers, int promptLength, Random chance)
    {
        var values = Enumerable.Range(0, answers).Select(turn => promptLength / 4 + 240 + turn * chance.Next(40, 70)).ToArray();
        return new JsonObject
        {
            ["values"] = new JsonArray([.. values.Select(value => (JsonNode)value)]),
            ["average"] = values is [] ? 0 : Math.Round(values.Average(), 2),
            ["num_requests"] = answers,
        };
    }

    static JsonObject Spread(List<int> values)
    {
        var sorted = values.Order().ToArray();
        int At(double part) => sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(part * sorted.Length) - 1)];
        return new JsonObject
        {
            ["p50"] = At(.5),
            ["p90"] = At(.9),
            ["p95"] = At(.95),
            ["p99"] = At(.99),
            ["max"] = sorted[^1],
            ["min"] = sorted[0],
            ["num"] = sorted.Length,
            ["values"] = new JsonArray([.. values.Select(value => (JsonNode)value)]),
        };
    }
}
