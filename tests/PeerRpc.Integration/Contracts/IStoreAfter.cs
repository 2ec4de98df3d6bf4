namespace PeerRpc.Integration.Contracts;

/// <summary>The next version of <see cref="IStoreBefore"/>.</summary>
[PeerController("/store")]
public interface IStoreAfter
{
    /// <summary>Has got a parameter with a default.</summary>
    Task<string> Put(string key, int priority = 3);

    /// <summary>Has got a parameter without one.</summary>
    Task<string> Rename(string key, string to);

    /// <summary>Has got another type of parameter.</summary>
    Task<string> Weigh(int key);

    /// <summary>Is new.</summary>
    Task<string> Drop(string key);
}
