namespace PeerRpc.Chaos.Serving;

/// <summary>A method that runs.</summary>
internal sealed class Execution : IDisposable
{
    private readonly Executions _owner;
    private readonly long _call;
    private readonly CancellationTokenRegistration _registration;

    public Execution(Executions owner, long call, CancellationToken token)
    {
        _owner = owner;
        _call = call;
        owner.Begin();
        _registration = token.Register(() => owner.Recorder.TokenFired(call));
    }

    public void Dispose()
    {
        _registration.Dispose(); // waits for a callback that runs: no token fires behind the end
        _owner.Recorder.Ended(_call);
        _owner.End();
    }
}
