using Microsoft.Extensions.Logging;

namespace PeerRpc.TestKit;

/// <summary>One line of a log.</summary>
public sealed record LogEntry(LogLevel Level, string Message, Exception? Exception);
