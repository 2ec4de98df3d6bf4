namespace PeerRpc.Integration.Contracts;

/// <summary>What the members of a group tell one another, and what cannot be told to many.</summary>
[PeerController("/pad")]
public interface IPad
{
    [OneWay]
    Task Insert(int number, string text = "");

    void Poke(int number);

    Task<int> Count();

    IObservable<int> Edits();

    [OneWay]
    Task Copy(IAsyncEnumerable<int> numbers);
}
