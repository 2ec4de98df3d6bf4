namespace PeerRpc.Benchmarks.Echo;

/// <summary>A connected caller.</summary>
internal interface IEchoCaller : IAsyncDisposable
{
    /// <summary>Calls the callee and gives back its answer. Safe to call from many threads.</summary>
    ValueTask<string> EchoAsync(string text);

    /// <summary>Calls of one thread follow that are due at once, and may go out together.</summary>
    void BeginBunch()
    {
    }

    /// <summary>All of them have been made.</summary>
    void EndBunch()
    {
    }
}
