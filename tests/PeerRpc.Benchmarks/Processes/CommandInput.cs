using System.Threading.Channels;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>The commands on standard input.</summary>
/// <remarks>
/// A thread of its own reads them. Reading the console asynchronously would block a thread of the pool, which has two
/// here: half of the pool would be missing from every figure.
/// </remarks>
internal static class CommandInput
{
    // The program sends one command and waits for the reply; a second one is already more than ever comes.
    private const int Capacity = 4;

    /// <summary>Starts reading; the channel completes at the end of the input.</summary>
    public static ChannelReader<string> Start()
    {
        var lines = Channel.CreateBounded<string>(Capacity);
        var thread = new Thread(() => Read(lines.Writer)) { IsBackground = true, Name = "commands" };
        thread.Start();
        return lines.Reader;
    }

    private static void Read(ChannelWriter<string> lines)
    {
        while (Console.ReadLine() is { } line && lines.TryWrite(line))
        {
        }

        lines.Complete();
    }
}
