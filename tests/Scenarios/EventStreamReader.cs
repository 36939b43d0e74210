namespace Switchhook.Scenarios;

/// <summary>An open stream of events, as a page holds one.</summary>
public sealed class EventStreamReader(HttpResponseMessage answer) : IDisposable
{
    StreamReader? lines;

    /// <summary>Where the reader stands: the last id that came with an event.</summary>
    public string? LastEventId { get; private set; }

    /// <summary>The name of the next event; waits for it, but no longer than a person would.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        lines ??= new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        for (string? name = null; await lines.ReadLineAsync(patience.Token) is { } line; )
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line["event: ".Length..];
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                LastEventId = line["id: ".Length..];
            if (line.Length == 0 && name is not null)
                return name;
        }
        throw new EndOfStreamException("The stream ended");
    }

    /// <summary>Waits until the site closes it, whatever it tells until then.</summary>
    public async Task EndsAsync()
    {
        try
        {
            while (true)
                await NextAsync();
        }
        catch (EndOfStreamException) { }
    }

    public void Dispose()
    {
        lines?.Dispose();
        answer.Dispose();
    }
}
