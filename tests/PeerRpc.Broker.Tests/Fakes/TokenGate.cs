namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>Holds up the check of some tokens.</summary>
internal sealed class TokenGate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Opened => _opened.Task;

    public void Open() => _opened.SetResult();
}
