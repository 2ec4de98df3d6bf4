namespace PeerRpc.Testing.Tests;

[PeerController("/greeting")]
public interface IGreeting
{
    Task<string> Greet(string name, PeerCall? call = null);
}
