using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Planted;

/// <summary>The bugs that seeds have to find.</summary>
internal static class PlantedBugs
{
    private const string Core = "PeerRpc.Core/";
    private const string Client = "PeerRpc.Client/";

    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new(
            "no-dedup",
            Core + "Links/ReceiveSide.cs",
            "public bool IsRepeated() => ++NumberOnPath <= Number;",
            "public bool IsRepeated() => ++NumberOnPath < 0;"),
        new(
            "ack-off-by-one",
            Core + "Links/ReplayBuffer.cs",
            "while (_blocks.TryPeek(out Block? block) && block.Last <= number)",
            "while (_blocks.TryPeek(out Block? block) && block.Last <= number + 1)"),
        new(
            "hello-states-one-too-many",
            Core + "Links/Link.cs",
            "nonce, (ulong)Clock.Now, _received.Number,",
            "nonce, (ulong)Clock.Now, _received.Number + (_received.Number > 0 ? 1UL : 0),"),
        new(
            "hello-states-one-too-few",
            Core + "Links/Link.cs",
            "nonce, (ulong)Clock.Now, _received.Number,",
            "nonce, (ulong)Clock.Now, _received.Number - (_received.Number > 0 ? 1UL : 0),"),
        new(
            "message-credit-leaks",
            Core + "Links/MessageAssembler.cs",
            "public void Consume(int length) => _consumed += (ulong)length;",
            "public void Consume(int length) => _consumed += (ulong)length / 2;"),
        new(
            "replay-charged-twice",
            Core + "Links/SendSide.cs",
            "        _replay.Advance();",
            "        _bytes += (ulong)_replay.Current.Length;\n        _replay.Advance();"),
        new(
            "cancel-lost-without-a-path",
            Core + "Links/LinkSender.cs",
            "        if (_ended)\n            return;\n        if (length > LargestFrame)",
            "        if (_ended || (kind == LinkFrameKind.Cancel && _path is null))\n            return;\n"
                + "        if (length > LargestFrame)"),
        new(
            "replay-ends-one-early",
            Core + "Links/SendSide.cs",
            "    public bool IsReplaying => NumberOnPath < Number;",
            "    public bool IsReplaying => NumberOnPath + 1 < Number;"),
        new(
            "replay-skips-the-first-frame",
            Core + "Links/SendSide.cs",
            "            _replay.Seek(received + 1);",
            "        {\n            _replay.Seek(received + 1);\n            Replayed();\n        }"),
        new(
            "replay-renumbers",
            Core + "Links/SendSide.cs",
            "        NumberOnPath = received;\n        Take(received, credit);\n        if (IsReplaying)\n"
                + "            _replay.Seek(received + 1);",
            "        NumberOnPath = received;\n        ulong first = Acknowledged + 1;\n"
                + "        Take(received, credit);\n"
                + "        if (IsReplaying)\n            _replay.Seek(first);"),
        new(
            "replay-in-wrong-order",
            Core + "Links/ReplayBuffer.cs",
            "_reading = _blocks.First(block => block.Last >= number);",
            "_reading = _blocks.Last(block => block.Last >= number);"),
        new(
            "stream-completes-twice",
            "PeerRpc.Abstractions/CodeGeneration/ColdSubscription.cs",
            "        if (TryEnd(out _))\n            observer.OnCompleted();",
            "        observer.OnCompleted();\n        if (TryEnd(out _))\n            observer.OnCompleted();"),
        new(
            "stale-path-speaks-at-the-acceptor",
            Core + "Endpoints/IncomingLink.cs",
            "            if (path != _path || _hasEnded)\n                return;\n            if (reason is",
            "            if (_hasEnded)\n                return;\n            if (reason is"),
        new(
            "old-path-not-left-at-the-opener",
            Core + "Endpoints/OutgoingLink.cs",
            "        _path.Route!.Close(CloseReason.Superseded, \"\");\n        _path = null;\n"
                + "        End.Link.LeavePath(",
            "        _path = null;\n        if (_window.IsRunning) End.Link.LeavePath("),
        new(
            "proof-not-awaited",
            Core + "Endpoints/IncomingLink.cs",
            "            if (!_offers.Contains(path))\n                route.Close(CloseReason.Superseded, \"\");",
            "            if (!_offers.Contains(path))\n                route.Close(CloseReason.Superseded, \"\");\n"
                + "            else\n                GoOn(path);"),
        new(
            "no-ack-behind-the-proof",
            Core + "Links/Link.cs",
            "            _acknowledger.Write();\n            _sender.Drain();",
            "            _sender.Drain();"),
        new(
            "unknown-link-means-not-executed",
            Core + "Endpoints/OutgoingLink.cs",
            "_links.Renew(this, LinkErrors.Gone($\"'{Name.TargetId}' has started anew.\"));",
            "_links.Renew(this, (_, id) => LinkErrors.Gone(Name.TargetId)(Executed.No, id));"),
        new(
            "window-over-means-not-executed",
            Core + "Endpoints/OutgoingLink.cs",
            "                : LinkErrors.Gone($\"'{Name.TargetId}' did not come back in time.\"));",
            "                : (_, id) => LinkErrors.Gone(Name.TargetId)(Executed.No, id));"),
        new(
            "unsent-calls-reordered",
            Core + "Calls/UnsentCall.cs",
            "unsent.Sort(static (one, other) => one.Call.Id.CompareTo(other.Call.Id));",
            "unsent.Sort(static (one, other) => other.Call.Id.CompareTo(one.Call.Id));"),
        new(
            "unsent-calls-moved-twice",
            Core + "Endpoints/OutgoingLinks.cs",
            "                next.Calls.Move.Adopt(unsent, old.End.Link.Clock);",
            "                next.Calls.Move.Adopt(unsent, old.End.Link.Clock);\n"
                + "                next.Calls.Move.Adopt(unsent, old.End.Link.Clock);"),
        new(
            "older-generation-takes-the-id",
            "PeerRpc.Broker/Registry/PeerOwner.cs",
            "return challenger.Generation > Generation ? Standing.Successor : Standing.Stale;",
            "return challenger.Generation != Generation ? Standing.Successor : Standing.Stale;"),
        new(
            "waiting-opener-forgotten",
            "PeerRpc.Broker/Registry/PeerTable.cs",
            "return new TakeResult(TakeOutcome.Taken) { Waiters = _waiters.Take(claim.PeerId) };",
            "_waiters.Take(claim.PeerId);\n        return new TakeResult(TakeOutcome.Taken) { Waiters = [] };"),
        new(
            "queue-lost-with-the-path",
            Core + "Links/LinkSender.cs",
            "        _nextPath = null;\n        _proof = null;\n        Volatile.Write(ref _path, null);",
            "        _nextPath = null;\n        _proof = null;\n        _queue.Clear();\n"
                + "        Volatile.Write(ref _path, null);"),
        new(
            "token-of-a-gone-caller-never-fires",
            Core + "Endpoints/IncomingLink.cs",
            "        else\n            _window.Start(away);",
            "        else\n            _window.Start(away * 1000);"),
        new(
            "joining-again-begins-anew",
            Client + "Groups/GroupMembership.cs",
            "new GroupJoin(group, peerId, Position.Epoch, Position.Number, Position.Seen);",
            "new GroupJoin(group, peerId, Guid.Empty, Position.Number, Position.Seen);",
            PlayKind.Groups),
        new(
            "what-has-come-is-not-counted",
            Client + "Groups/GroupMembership.cs",
            "Position = Position with { Number = number, Seen = Position.Seen + 1 };",
            "Position = Position with { Number = number };",
            PlayKind.Groups),
        new(
            "what-has-come-comes-again",
            Client + "Groups/GroupMembership.cs",
            "new GroupJoin(group, peerId, Position.Epoch, Position.Number, Position.Seen);",
            "new GroupJoin(group, peerId, Position.Epoch, Math.Max(0, Position.Number - 1), Position.Seen);",
            PlayKind.Groups),
        new(
            "giving-up-ends-what-others-joined",
            Client + "Groups/GroupHub.cs",
            "if (_membership != membership || --_holders > 0 || _departure is not null)",
            "if (_membership != membership || _departure is not null)",
            PlayKind.Groups),
        new(
            "what-may-have-run-goes-to-the-next",
            Core + "Balancing/PoolAttempts.cs",
            "error.Executed == Executed.No && (IsTransient(error.Code)",
            "error.Executed != Executed.Yes && (IsTransient(error.Code)",
            PlayKind.AnyPeer),
        new(
            "earlier-attempts-are-forgotten",
            Core + "Calls/CallRepetition.cs",
            "            _mayHaveRun ??= error;",
            "            _mayHaveRun = null;",
            PlayKind.AnyPeer),
    ];
}
