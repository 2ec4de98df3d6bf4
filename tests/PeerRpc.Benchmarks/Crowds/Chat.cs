using System.Diagnostics;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Crowds;

/// <summary>Clients that call one another now and then, at a rate that does not depend on the answers.</summary>
internal sealed class Chat
{
    private const string Text = "0123456789abcdef";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);
    private readonly IReadOnlyList<IEchoCaller> _ways;
    private readonly double _callsPerSecond;
    private readonly CancellationTokenSource _stop = new();
    private Task<long> _running = Task.FromResult(0L);

    private Chat(IReadOnlyList<IEchoCaller> ways, double callsPerSecond)
    {
        _ways = ways;
        _callsPerSecond = callsPerSecond;
    }

    /// <summary>Lets each call once, so that all routes are open, and then goes on.</summary>
    /// <param name="peers">The clients.</param>
    /// <param name="first">The number of the first one.</param>
    /// <param name="rate">Calls per second and client.</param>
    /// <param name="atATime">How many make their first call at a time.</param>
    public static async Task<Chat> StartAsync(IReadOnlyList<ICrowdPeer> peers, int first, double rate, int atATime)
    {
        IEchoCaller[] ways = [.. peers.Select((peer, i) => peer.To(CrowdNames.Of(first + ((i + 1) % peers.Count))))];
        await SideBySide.ForAsync(ways.Length, atATime, async i => await ways[i].EchoAsync(Text));
        var chat = new Chat(ways, rate * peers.Count);
        chat._running = chat.RunAsync();
        return chat;
    }

    /// <summary>Stops, waits for the last answers, and says how many there were.</summary>
    public async Task<long> StopAsync()
    {
        await _stop.CancelAsync();
        long calls = await _running.WaitAsync(AnswerLimit);
        _stop.Dispose();
        return calls;
    }

    // One timer for all of them: a thousand timers would be a load of their own.
    private async Task<long> RunAsync()
    {
        using var timer = new PeriodicTimer(Tick);
        var unanswered = new List<Task>();
        long start = Stopwatch.GetTimestamp();
        long calls = 0;
        while (!_stop.IsCancellationRequested)
        {
            long due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * _callsPerSecond);
            for (; calls < due; calls++)
            {
                unanswered.Add(CallAsync(_ways[(int)(calls % _ways.Count)]));
            }
            await RemoveAnsweredAsync(unanswered);
            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(unanswered);
        return calls;
    }

    // Awaited, so that the first call that failed ends the chat, and whoever stops it gets to know.
    private static async Task RemoveAnsweredAsync(List<Task> unanswered)
    {
        foreach (Task answered in unanswered.Where(call => call.IsCompleted)) await answered;
        unanswered.RemoveAll(call => call.IsCompletedSuccessfully);
    }

    private static async Task CallAsync(IEchoCaller way)
    {
        if (await way.EchoAsync(Text) != Text) throw new InvalidDataException("The echo answered something else.");
    }
}
