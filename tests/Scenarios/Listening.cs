namespace Switchhook.Scenarios;

/// <summary>An open stream of events, as a page holds one.</summary>
public sealed class Listening(HttpResponseMessage answer) : IDisposable
{
    StreamReader? lines;

    /// <summary>The name of the next event; waits for it, but no longer than a person would.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        lines ??= new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith("event: ", StringComparison.Ordinal)) return line["event: ".Length..];
        throw new EndOfStreamException("The stream ended");
    }

    public void Dispose()
    {
        lines?.Dispose();
        answer.Dispose();
    }
}
