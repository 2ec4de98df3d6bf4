using System.Collections.Concurrent;

namespace Quickstart.Peers;

/// <summary>Keeps what is logged, to be looked at later.</summary>
internal sealed class MemoryLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _entries = new();

    /// <summary>Whether one entry, with its exception, has all of these texts.</summary>
    public bool HasEntryWith(params string[] texts) =>
        _entries.Any(entry => texts.All(text => entry.Contains(text, StringComparison.Ordinal)));

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue($"{formatter(state, exception)} {exception?.Message}");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
