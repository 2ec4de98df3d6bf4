using PeerRpc;
using PeerRpc.Client;
using Quickstart.Contracts;
using Quickstart.Peers;

namespace Quickstart.Steps;

/// <summary>
/// One failure of each kind. Every one names a code, says whether the call ran, and carries what the caller needs.
/// </summary>
internal sealed class Failures(Participant alice, Participant bob, Uri broker, Transcript transcript)
{
    private static readonly ChatMessage Hello = new("Hello!");

    private readonly FailureExpectation _expect = new(transcript);

    public async Task RunAsync()
    {
        transcript.Step("3. Failures, and whether the call ran");
        await UnknownPeerAsync();
        await UnknownControllerAsync();
        await InvalidArgumentAsync();
        await DeclaredErrorAsync();
        await UndeclaredExceptionAsync();
        await DeadlineAsync();
        await MessageTooLargeAsync();
        await DeniedByPolicyAsync();
        await PeerIdInUseAsync();
    }

    private async Task UnknownPeerAsync() => await _expect.FailsAsync<PeerNotFoundException>(
        "unknown peer", PeerErrorCode.PeerNotFound, Executed.No,
        () => alice.Client.Peer("carol").Controller<IChat>().Say(Hello));

    private async Task UnknownControllerAsync() => await _expect.FailsAsync<PeerRpcException>(
        "unknown controller", PeerErrorCode.ControllerNotFound, Executed.No,
        () => alice.Client.Peer("bob").Controller<IChess>().Move("e2", "e4"));

    // The contract limits the text to 200 characters.
    private async Task InvalidArgumentAsync() => await _expect.FailsAsync<PeerRpcException>(
        "invalid argument", PeerErrorCode.InvalidArgument, Executed.No,
        () => alice.Client.Peer("bob").Controller<IChat>().Say(new ChatMessage(new string('z', 201))));

    private async Task DeclaredErrorAsync()
    {
        bob.Chat.MutedUntil = DateTimeOffset.UtcNow.AddHours(1);
        PeerApplicationException<Muted>? error = await _expect.FailsAsync<PeerApplicationException<Muted>>(
            "declared error", PeerErrorCode.ApplicationError, Executed.Yes,
            () => alice.Client.Peer("bob").Controller<IChat>().Say(Hello));
        _expect.Also(
            error?.ErrorCode == "chat.muted" && error.Detail.Until == bob.Chat.MutedUntil,
            $"it is '{error?.ErrorCode}' and says until when: {error?.Detail.Until:HH:mm:ss} UTC");
        bob.Chat.MutedUntil = default;
    }

    private async Task UndeclaredExceptionAsync()
    {
        PeerRpcException? error = await _expect.FailsAsync<PeerRpcException>(
            "undeclared exception", PeerErrorCode.Internal, Executed.Yes,
            () => alice.Client.Peer("bob").Controller<ICalculator>().Divide(1, 0));
        string text = new DivideByZeroException().Message;
        _expect.Also(
            error is not null && !error.Message.Contains(text, StringComparison.Ordinal),
            "the text of the exception stayed with bob");
        _expect.Also(
            error is { CorrelationId.Length: > 0 } && bob.Log.HasEntryWith(error.CorrelationId, text),
            $"bob's log has it, under {error?.CorrelationId}");
    }

    private async Task DeadlineAsync()
    {
        RemotePeer hurried = alice.Client.Peer("bob").WithDeadline(TimeSpan.FromMilliseconds(200));
        await _expect.FailsAsync<PeerDeadlineExceededException>(
            "deadline passed", PeerErrorCode.DeadlineExceeded, Executed.Maybe,
            () => hurried.Controller<ICalculator>().CountToInfinity());
        _expect.Also(
            await bob.Calculator.Stopped.WaitAsync(TimeSpan.FromSeconds(5)), "bob's method was told to stop");
        await bob.Calculator.Started.WaitAsync();
    }

    // A client accepts messages of up to 4 MiB unless its options say otherwise.
    private async Task MessageTooLargeAsync() => await _expect.FailsAsync<PeerRpcException>(
        "message too large", PeerErrorCode.InvalidArgument, Executed.No,
        () => alice.Client.Peer("bob").Controller<IInbox>().Receive(new SentFile("zeros", new byte[5 * 1024 * 1024])));

    private async Task DeniedByPolicyAsync() => await _expect.FailsAsync<PeerRpcException>(
        "denied by the policy", PeerErrorCode.PermissionDenied, Executed.No,
        () => alice.Client.RegisterAsPeerAsync("admin"));

    private async Task PeerIdInUseAsync()
    {
        await using PeerClient stranger = await PeerClient.ConnectAsync(broker);
        await _expect.FailsAsync<PeerRpcException>(
            "peer id in use", PeerErrorCode.PeerIdInUse, Executed.No, () => stranger.RegisterAsPeerAsync("bob"));
    }
}
