namespace PeerRpc.Integration.Contracts;

/// <summary>Does what the test says; without that, gives the text back.</summary>
internal sealed class Probe(Func<string, PeerCall, CancellationToken, Task<string>>? ask = null) : IProbe
{
    private int _entered;

    /// <summary>How many calls have entered it.</summary>
    public int Entered => Volatile.Read(ref _entered);

    public Task<string> Ask(string text, PeerCall? call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _entered);
        return ask is null ? Task.FromResult(text) : ask(text, call!, cancellationToken);
    }

    /// <summary>Does what the test says, and leaves the token alone.</summary>
    public static Probe Handling(Func<string, PeerCall, Task<string>> ask) => new((text, call, _) => ask(text, call));

    /// <summary>Does the same for every call.</summary>
    public static Probe Doing(Func<Task<string>> ask) => new((_, _, _) => ask());
}
