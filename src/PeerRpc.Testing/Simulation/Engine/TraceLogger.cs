using Microsoft.Extensions.Logging;

namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>Writes what a process logs among the events.</summary>
internal sealed class TraceLogger(SimulatedProcess process, LogLevel least) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("What is logged in a simulation goes to its events.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        string text = formatter(state, exception);
        // Without the stack, which differs from build to build.
        string cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
        process.Loop.Record(TraceKind.Log, process.Name, $"{logLevel}: {text}{cause}");
    }

    public void Dispose()
    {
    }
}
