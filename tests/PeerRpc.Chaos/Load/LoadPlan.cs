using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Load;

/// <summary>The mixed load of a caller.</summary>
internal static class LoadPlan
{
    /// <summary>The largest payload whose call travels in one frame, with room for its head and its ticket.</summary>
    public const int LargestInOrder = 24 * 1024;

    private const int LargestChunked = 512 * 1024;
    private const int LeastChunked = 64 * 1024;
    private const int LargestSmall = 200;

    /// <summary>All parts, by how many of the calls they are.</summary>
    public static IReadOnlyList<LoadPart> Create(LoadContext context)
    {
        var unary = new UnaryCalls(context);
        var streams = new StreamCalls(context);
        var bytes = new ByteCalls(context);
        var objects = new ObjectCalls(context);
        return
        [
            new LoadPart(700, 8, unary.Echo(LoadKind.Echo, 0, LargestSmall)),
            new LoadPart(50, 2, unary.Echo(LoadKind.EchoLarge, LargestSmall, LargestInOrder)),
            new LoadPart(5, 1, unary.Echo(LoadKind.EchoChunked, LeastChunked, LargestChunked)),
            new LoadPart(40, 8, unary.WaitAsync),
            new LoadPart(30, 4, unary.CancelAsync),
            new LoadPart(30, 4, unary.ExpireAsync),
            new LoadPart(50, 2, unary.RepeatAsync),
            new LoadPart(15, 1, unary.RefuseAsync),
            new LoadPart(30, 1, unary.DropAsync),
            new LoadPart(30, 1, unary.PostAsync),
            new LoadPart(6, 2, streams.PullAsync),
            new LoadPart(2, 1, streams.Push(mayDrop: false)),
            new LoadPart(2, 1, streams.Push(mayDrop: true)),
            new LoadPart(4, 1, streams.CollectAsync),
            new LoadPart(2, 1, bytes.DownloadAsync),
            new LoadPart(2, 1, bytes.UploadAsync),
            new LoadPart(4, 1, objects.BorrowAsync),
        ];
    }
}
