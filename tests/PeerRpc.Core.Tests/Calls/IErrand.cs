namespace PeerRpc.Core.Tests.Calls;

/// <summary>What the tests of calls call.</summary>
[PeerController("/errand")]
[ApplicationError<Lost>("errand.lost")]
public interface IErrand
{
    Task Run(string what, CancellationToken cancellationToken = default);

    Task<string> Fetch(string what);

    [OneWay]
    Task Tell(string what, CancellationToken cancellationToken = default);
}
