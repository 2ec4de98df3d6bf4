namespace PeerRpc.Testing.Tests.Simulation;

[PeerController("/sample")]
public interface ISample
{
    Task<int> Echo(int value);

    Task<int> Wait(TimeSpan duration);

    Task<int> Length(byte[] bytes);

    IAsyncEnumerable<int> Count(int to);

    [StreamOptions(Overflow = StreamOverflow.Wait, Buffer = 1)]
    IObservable<byte[]> Blobs(int count);
}
