using System.Globalization;
using Microsoft.Extensions.Logging;

namespace PeerRpc.Chaos.Processes;

/// <summary>Writes the log of a process to a file, with times on the clock of the histories.</summary>
/// <param name="path">The file.</param>
internal sealed class FileLog(string path) : ILoggerFactory, ILoggerProvider
{
    private readonly StreamWriter _file = new(path) { AutoFlush = true }; // guards itself

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose() => _file.Dispose();

    private void Write(LogLevel level, string category, string text, Exception? exception)
    {
        TimeSpan now = TimeProvider.System.GetElapsedTime(0, TimeProvider.System.GetTimestamp());
        string line = string.Create(
            CultureInfo.InvariantCulture, $"{now.TotalSeconds:0.000000} {level} {category}: {text} {exception}");
        lock (_file)
            _file.WriteLine(line);
    }

    private sealed class Logger(FileLog owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                owner.Write(logLevel, $"{category}[{eventId.Id}]", formatter(state, exception), exception);
        }
    }
}
