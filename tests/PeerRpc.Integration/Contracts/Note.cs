namespace PeerRpc.Integration.Contracts;

internal sealed class Note(Func<string, Task> post) : INote
{
    public Task Post(string text) => post(text);

    public void Report(string text) => _ = post(text);
}
