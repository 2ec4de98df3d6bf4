namespace PeerRpc.Client.Tests;

[PeerController("/ping")]
public interface IPing
{
    Task Send();
}
