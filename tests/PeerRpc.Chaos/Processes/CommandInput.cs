namespace PeerRpc.Chaos.Processes;

/// <summary>Standard input, read without a thread of the pool being blocked.</summary>
internal static class CommandInput
{
    /// <summary>The next line; null at the end, which is when the command has gone.</summary>
    public static Task<string?> ReadAsync() => Task.Factory.StartNew(
        Console.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
