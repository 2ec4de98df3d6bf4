using System.Threading.Channels;
using PeerRpc.Core.Transports;
using PeerRpc.TestKit;

namespace PeerRpc.Client.Tests.Connections;

/// <summary>The brokers that a client may find at its addresses, one after another as a test says.</summary>
internal sealed class FakeBrokers : IPeerConnector
{
    private readonly Channel<FakeAttempt> _attempts = Channel.CreateUnbounded<FakeAttempt>();

    /// <summary>Whether an attempt that is cancelled fails in another way, as a socket may.</summary>
    public bool FailsWhenCancelled { get; set; }

    public bool CanConnect(Uri address) => address.Scheme == "fake";

    public async ValueTask<ConnectedTransport> ConnectAsync(
        Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        var attempt = new FakeAttempt(address, accessToken);
        _attempts.Writer.TryWrite(attempt);
        try
        {
            return new ConnectedTransport(await attempt.AnswerAsync(cancellationToken), TokenSent: true);
        }
        catch (OperationCanceledException cancelled) when (FailsWhenCancelled)
        {
            throw new IOException("The operation was cancelled.", cancelled);
        }
    }

    /// <summary>The next attempt of the client to connect; it waits for its answer.</summary>
    public Task<FakeAttempt> NextAsync() => _attempts.Reader.ReadAsync().WithinLimitAsync();

    /// <summary>Whether the client has tried again.</summary>
    public bool HasAttempt => _attempts.Reader.TryPeek(out _);
}
