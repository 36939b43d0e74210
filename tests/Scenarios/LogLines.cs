using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Switchhook.Scenarios;

/// <summary>Everything that the product logged, with its exceptions and scopes, as an operator would read it.</summary>
public sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    readonly ConcurrentQueue<string> lines = new();
    IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<string> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() { }

    sealed class Writer(LogLines log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var scope = new List<string>();
            log.scopes.ForEachScope((x, all) => all.Add($"{x}"), scope);
            var values = state is IEnumerable<KeyValuePair<string, object?>> named
                ? string.Join(' ', named.Select(x => $"{x.Key}={x.Value}"))
                : "";
            log.lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {values} {string.Join(' ', scope)} {exception}");
        }
    }
}
