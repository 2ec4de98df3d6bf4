using System.Text;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Values that cannot be written, cannot be read, or are too large, and what becomes of their calls.</summary>
public abstract class Oddness<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public async Task Argument_ThatCannotBeWritten_FailsTheCallAndNothingElse()
    {
        IOddities oddities = await OdditiesAsync();

        PeerRpcException failure =
            await Assert.ThrowsAsync<PeerRpcException>(() => oddities.Take(Knot.Tie()).WithinLimitAsync());
        Assert.Equal((PeerErrorCode.InvalidArgument, Executed.No), (failure.Code, failure.Executed));

        await oddities.Take(new Knot()).WithinLimitAsync();
    }

    [Fact]
    public async Task Result_ThatCannotBeWritten_IsInternalAfterTheCallRan()
    {
        IOddities oddities = await OdditiesAsync();

        await oddities.Give().FailsAsync(PeerErrorCode.Internal, Executed.Yes);

        await oddities.Take(new Knot()).WithinLimitAsync();
    }

    [Fact]
    public async Task Result_ThatCannotBeRead_IsInternalAfterTheCallRan()
    {
        await ServeAsync<IOddities>(new Oddities());
        var oddities = await CallerAsync<Contracts.Malformed.IOddities>();

        PeerRpcException failure = await oddities.Order()
            .FailsAsync(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.Caller);

        Assert.Contains("Order", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    [InlineData(2 * MiB)]
    public async Task Error_WithLargeData_ArrivesWithIt(int length)
    {
        IOddities oddities = await OdditiesAsync();

        PeerRpcException failure = await oddities.FailWith(length)
            .FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);

        Assert.Equal(length, Assert.IsType<PeerApplicationException<byte[]>>(failure).Detail.Length);
    }

    [Fact]
    public async Task Error_WithDataAboveTheCallersLimit_FailsItsCallAndNothingElse()
    {
        await ServeAsync<IOddities>(new Oddities());
        IOddities oddities = await CallerAsync<IOddities>(configure: o => o.MaxMessageBytes = MiB);
        Task<Order> beside = oddities.Order();

        PeerRpcException failure = await oddities.FailWith(2 * MiB)
            .FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode);

        // The data could not come along, so it is the base type, under the error's name.
        Assert.Equal("oddities.large", Assert.IsType<PeerApplicationException>(failure).ErrorCode);
        await beside.WithinLimitAsync();
        await oddities.Take(new Knot()).WithinLimitAsync();
    }

    [Fact]
    public async Task Error_WithAVeryLongMessage_ArrivesWithItsBeginning()
    {
        string text = new StringBuilder().Insert(0, "é\ud83d\ude00", 100_000).ToString();
        await ServeAsync<IRoom>(new Room(() => new PeerApplicationException<Muted>(new Muted("op", default), text)));
        IRoom room = await CallerAsync<IRoom>();

        PeerRpcException failure = await room.Say("x").FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);

        Assert.StartsWith(text[..100], failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_MessagesAboveWhatIsReassembledAtOnce_AllComeBack()
    {
        await ServeAsync<IFiles>(new Files(), configure: o => o.ReassemblyBytes = 4 * MiB);
        IFiles files = await CallerAsync<IFiles>(configure: o => o.ReassemblyBytes = 4 * MiB);
        var content = new byte[3 * MiB];

        byte[][] received = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => files.Mirror(content)))
            .WithinLimitAsync();

        Assert.All(received, bytes => Assert.Equal(content.Length, bytes.Length));
    }

    private async Task<IOddities> OdditiesAsync()
    {
        await ServeAsync<IOddities>(new Oddities());
        return await CallerAsync<IOddities>();
    }
}
