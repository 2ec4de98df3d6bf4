using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams.Consumers;

public sealed class ProgressReaderTests : IDisposable
{
    private readonly RawEnd _end = RawEnd.Caller();
    private readonly List<int> _told = [];

    public void Dispose() => _end.Dispose();

    [Fact]
    public async Task Report_ThatTheProgressThrowsAt_IsLoggedAndTheNextOneIsTold()
    {
        Task<string> call = _end.Proxy.Work(new Told<int>(value =>
        {
            if (value == 1)
                throw new InvalidOperationException("mine");
            _told.Add(value);
        }));

        _end.Take(Report("1"u8), Report("2"u8), StreamWire.End(1), StreamWire.Response(1));

        Assert.Equal("ok", await call.WaitAsync(Wire.Deadline));
        Assert.Equal([2], _told);
        Assert.Contains(_end.Log.Entries, entry => entry.Exception?.Message == "mine");
    }

    [Fact]
    public async Task Report_ThatCannotBeRead_IsLoggedAndTheCallSucceeds()
    {
        Task<string> call = _end.Proxy.Work(new Told<int>(_told.Add));
        _end.Next(LinkFrameKind.Request);

        _end.Take(Report("1"u8), Report("x"u8), Report("3"u8), StreamWire.End(1), StreamWire.Response(1));

        Assert.Equal("ok", await call.WaitAsync(Wire.Deadline));
        Assert.Equal([1], _told);
        Assert.Single(_end.Log.Entries);
    }

    [Fact]
    public async Task Response_WithoutAnEndOfTheReports_LeavesTheProgressOpen()
    {
        Task<string> call = _end.Proxy.Work(new Told<int>(_told.Add));
        _end.Next(LinkFrameKind.Request);

        _end.Take(Report("1"u8), StreamWire.Response(1));

        Assert.False(call.IsCompleted);
        _end.Take(StreamWire.End(1));
        Assert.Equal("ok", await call.WaitAsync(Wire.Deadline));
        Assert.Equal([1], _told);
    }

    [Fact]
    public async Task LinkEnd_WhileReportsAreWaitedFor_EndsTheCallWithItsAnswer()
    {
        Task<string> call = _end.Proxy.Work(new Told<int>(_told.Add));
        _end.Next(LinkFrameKind.Request);
        _end.Take(StreamWire.Response(1));

        _end.EndLink();

        Assert.Equal("ok", await call.WaitAsync(Wire.Deadline));
    }

    [Fact]
    public void Credit_ForReports_ReturnsAsTheyAreTold()
    {
        _ = _end.Proxy.Work(new Told<int>(_told.Add));
        _end.Next(LinkFrameKind.Request);

        _end.Take([.. Enumerable.Repeat(Report("1"u8), 1000)]);

        Assert.True(StreamCreditFrame.TryRead(_end.Next(LinkFrameKind.StreamCredit), out StreamCreditFrame credit));
        Assert.Equal(1ul, credit.Stream);
        Assert.Equal(1000, _told.Count);
    }

    private static byte[] Report(ReadOnlySpan<byte> json) => StreamWire.RawItem(1, StreamWire.Payload(json.ToArray()));
}
