using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>A reader whose process stands still: what is offered to it stays where it comes from.</summary>
public sealed class StalledReader(Xunit.Abstractions.ITestOutputHelper output)
{
    private const long WarmUp = 256L * 1024 * 1024;
    private const long Offered = 1024L * 1024 * 1024;

    // What the broker holds for one client at most. Most of the time it grows by less than one of these eight MiB, but
    // a window may have grown with the distance to half of that, and the runtime compiles what has become hot.
    private const long Cap = 8 * 1024 * 1024;

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Stopped_HoldsTheProducerAndNobodyElse(string transport)
    {
        await using ChildProcess broker = await TestProcesses.StartLeanBrokerAsync(transport);
        await using ChildProcess callee = await TestProcesses.StartCalleeAsync(broker.Report);
        await using ChildProcess reader = await TestProcesses.StartReaderAsync(broker.Report);
        await using PeerClient client = await PeerClient.ConnectAsync(broker.Report).WithinLimitAsync();
        var source = new Source();
        client.RegisterController<ISource>(source);
        await client.RegisterAsPeerAsync("source").WithinLimitAsync();
        IWork work = client.Peer("callee").Controller<IWork>();
        await ReadAsync(reader, WarmUp);
        await reader.TellAsync($"{Offered}");
        PulledBytes pulled = await source.WaitAsync(Offered);
        while (pulled.Pulled < WarmUp)
            await work.Echo("going").WithinLimitAsync();

        await reader.SignalAsync("STOP");
        long before = broker.ResidentBytes();
        long held = await HeldAsync(pulled, work);
        long grown = broker.ResidentBytes() - before;

        output.WriteLine($"Held after {held} of {Offered} bytes; the broker grew by {grown} bytes.");
        Assert.InRange(held, WarmUp, Offered / 2);
        Assert.True(grown <= Cap, $"The broker grew by {grown} bytes.");
        await reader.SignalAsync("CONT");
        Assert.Equal($"{Offered} {PulledBytes.HashOf(Offered)}", await reader.AnswerAsync());
    }

    private static async Task ReadAsync(ChildProcess reader, long bytes)
    {
        await reader.TellAsync($"{bytes}");
        Assert.Equal($"{bytes} {PulledBytes.HashOf(bytes)}", await reader.AnswerAsync());
    }

    // Small calls over the same connection of the producer go on, and tell the time meanwhile.
    private static async Task<long> HeldAsync(PulledBytes pulled, IWork work)
    {
        long before = -1;
        for (int unchanged = 0; unchanged < 20;)
        {
            unchanged = pulled.Pulled == before ? unchanged + 1 : 0;
            before = pulled.Pulled;
            for (int i = 0; i < 100; i++)
                Assert.Equal("x", await work.Echo("x").WithinLimitAsync());
        }
        return before;
    }

    private sealed class Source : ISource
    {
        private readonly Dictionary<long, Signal<PulledBytes>> _begun = new()
        {
            [WarmUp] = new(),
            [Offered] = new(),
        };

        public Task<PulledBytes> WaitAsync(long bytes) => _begun[bytes].WaitAsync();

        public Task<Stream> Read(long bytes)
        {
            var pulled = new PulledBytes(bytes);
            _begun[bytes].Set(pulled);
            return Task.FromResult<Stream>(pulled);
        }
    }
}
