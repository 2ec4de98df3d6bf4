namespace PeerRpc.Client.Tests.Connections;

/// <summary>A client that tries to connect, and waits for what a test answers.</summary>
/// <param name="Address">Where it tries.</param>
/// <param name="Token">With which token.</param>
internal sealed record FakeAttempt(Uri Address, string? Token)
{
    private readonly TaskCompletionSource<FakeTransport> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<FakeTransport> AnswerAsync(CancellationToken cancellationToken) =>
        _answer.Task.WaitAsync(cancellationToken);

    /// <summary>There is nobody.</summary>
    public void Fail() => _answer.TrySetException(new IOException("Nobody is there."));

    /// <summary>There is a broker, which says welcome.</summary>
    public FakeTransport Welcome() => Answer(new FakeTransport(refusal: null));

    /// <summary>There is a broker, which refuses.</summary>
    public void Refuse(PeerErrorCode code, TimeSpan retryAfter = default) =>
        Answer(new FakeTransport(new Core.Frames.GoodbyeFrame(code, retryAfter, "no")));

    private FakeTransport Answer(FakeTransport transport)
    {
        _answer.TrySetResult(transport);
        return transport;
    }
}
