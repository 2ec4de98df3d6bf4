namespace PeerRpc.Core.Tests.Calls;

/// <summary>What the tests of calls call.</summary>
[PeerController("/test")]
public interface ICallTest
{
    Task<int> Answer(int value, int added = 0);

    Task Wait(int value, CancellationToken cancellationToken);

    Task Fail();

    [ApplicationError<string>("test.no")]
    Task Decline(int length);

    [OneWay]
    Task Note(int value);

    Task<string> Repeat(int length);
}
