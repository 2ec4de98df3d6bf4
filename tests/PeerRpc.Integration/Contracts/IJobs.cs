using System.ComponentModel.DataAnnotations;

namespace PeerRpc.Integration.Contracts;

/// <summary>Work that any of several peers can do; see <see cref="Jobs"/>.</summary>
[PeerController("/jobs")]
public interface IJobs
{
    /// <summary>Says who has done it.</summary>
    Task<string> Do(string job, CancellationToken cancellationToken = default);

    /// <summary>The same, and may be done twice.</summary>
    [Idempotent]
    Task<string> DoAgain(string job, CancellationToken cancellationToken = default);

    [OneWay]
    Task Post(string job);

    Task<int> Check([Range(1, 9)] int number);

    IAsyncEnumerable<string> Steps(int count);

    Task<string> Read(IAsyncEnumerable<int> numbers);
}
