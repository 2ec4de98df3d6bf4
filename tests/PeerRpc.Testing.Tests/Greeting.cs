namespace PeerRpc.Testing.Tests;

internal sealed class Greeting : IGreeting
{
    public Task<string> Greet(string name, PeerCall? call) =>
        Task.FromResult($"hello {name}, says {(call ?? PeerCall.Current)?.CallerId ?? "nobody"}");
}
