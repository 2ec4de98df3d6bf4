namespace PeerRpc.Core.Tests.Streams;

/// <summary>A live object.</summary>
[PeerController("/gadget")]
public interface IGadget : IAsyncDisposable
{
    Task<int> Press(int times);
}
