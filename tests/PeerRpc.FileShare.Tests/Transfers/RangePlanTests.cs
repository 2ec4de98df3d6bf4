using FileShare.Parts;
using FileShare.Transfers;

namespace PeerRpc.FileShare.Tests.Transfers;

public class RangePlanTests
{
    [Fact]
    public async Task Take_MissingRanges_AreHandedOutInPieces()
    {
        var plan = new RangePlan([new ByteRange(0, 25), new ByteRange(100, 105)], pieceBytes: 10);

        List<ByteRange?> pieces = [];
        for (int i = 0; i < 4; i++)
            pieces.Add(await plan.TakeAsync(CancellationToken.None));

        Assert.Equal([new(0, 10), new(10, 20), new(20, 25), new(100, 105)], pieces.Select(piece => piece!.Value));
        Assert.False(plan.IsComplete);
    }

    [Fact]
    public async Task Take_AllTaken_WaitsForWhatIsGivenBack()
    {
        var plan = new RangePlan([new ByteRange(0, 10)], pieceBytes: 10);
        await plan.TakeAsync(CancellationToken.None);
        Task<ByteRange?> second = plan.TakeAsync(CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);

        plan.Release(new ByteRange(4, 10));

        Assert.Equal(new ByteRange(4, 10), await second.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Take_AllHaveCome_IsNull()
    {
        var plan = new RangePlan([new ByteRange(0, 10)], pieceBytes: 10);
        await plan.TakeAsync(CancellationToken.None);
        Task<ByteRange?> second = plan.TakeAsync(CancellationToken.None).AsTask();

        plan.Release(new ByteRange(10, 10));

        Assert.Null(await second.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(plan.IsComplete);
    }
}
