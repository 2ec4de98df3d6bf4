using System.IO.Pipelines;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Transports;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public sealed class ExecutionContextTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public async Task RunAsync_StartedWithinSomebodysContext_FramesAreHandledOutsideOfIt()
    {
        Pipe incoming = new(), outgoing = new();
        var transport = new PipeTransport(new Ends(incoming.Reader, outgoing.Writer), () => { }, "test");
        var connection = new FrameConnection(transport, queueLimit: 64 * 1024, TimeProvider.System, WorkScheduler.Pool);
        var sink = new AmbientSink();

        Ambient.Value = "a request that ended long ago";
        Task<ConnectionEnd> running = connection.RunAsync(sink);
        Ambient.Value = null;
        byte[] frame = new byte[FrameHeader.Size];
        new FrameHeader(FrameKind.Data, 1, 0).Write(frame);
        for (int i = 0; i < 2; i++)
        {
            await incoming.Writer.WriteAsync(frame);
            Assert.Null(await sink.NextAsync());
        }

        connection.Abort();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class AmbientSink : IFrameSink
    {
        private readonly System.Threading.Channels.Channel<string?> _seen =
            System.Threading.Channels.Channel.CreateUnbounded<string?>();

        public Task<string?> NextAsync() => _seen.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        public GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body)
        {
            _seen.Writer.TryWrite(Ambient.Value);
            return null;
        }

        public void OnBatchEnd()
        {
        }
    }
}
