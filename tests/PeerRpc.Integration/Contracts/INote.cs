namespace PeerRpc.Integration.Contracts;

/// <summary>One-way methods whose behaviour a test decides.</summary>
[PeerController("/note")]
public interface INote
{
    [OneWay]
    Task Post(string text);

    void Report(string text);
}
