namespace PeerRpc.Integration.Hosting;

/// <summary>Results that outlive the answer, made by a controller with a scope for each call.</summary>
[PeerController("/numbers")]
public interface INumbers
{
    IAsyncEnumerable<int> All();

    IObservable<int> Observed();

    IObservable<int> Stubborn();

    Task<ICounter> Open();

    Task<int> Sum(IAsyncEnumerable<int> numbers);
}
