using Microsoft.Extensions.Logging;

namespace PeerRpc.TestKit;

/// <summary>One line of a log.</summary>
public sealed record LogEntry(int Id, LogLevel Level, string Message, Exception? Exception);
