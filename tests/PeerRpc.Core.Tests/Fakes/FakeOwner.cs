using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Remembers what became of a frame.</summary>
internal sealed class FakeOwner : IFrameOwner
{
    public bool IsWanted { get; set; } = true;

    public List<bool> Written { get; } = [];

    public int Abandoned { get; private set; }

    public Action? WhenAbandoned { get; set; }

    public void OnWritten(bool whole) => Written.Add(whole);

    public void OnAbandoned()
    {
        Abandoned++;
        WhenAbandoned?.Invoke();
    }
}
