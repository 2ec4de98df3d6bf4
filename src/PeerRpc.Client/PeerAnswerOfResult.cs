namespace PeerRpc.Client;

/// <summary>What one of several peers has answered.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
public sealed record PeerAnswer<TResult> : PeerAnswer
{
    private readonly TResult? _result;

    internal PeerAnswer(string peerId, TResult? result, PeerRpcException? failure)
        : base(peerId, failure)
    {
        _result = result;
    }

    /// <summary>The result.</summary>
    /// <exception cref="PeerRpcException">The call failed: <see cref="PeerAnswer.Failure"/>.</exception>
    public TResult Result => Failure is null ? _result! : throw Failure;
}
