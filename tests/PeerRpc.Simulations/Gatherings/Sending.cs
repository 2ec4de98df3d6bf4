using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>A message to a group, as its sender sees it.</summary>
/// <param name="note">The message.</param>
/// <param name="sender">The id of the sender.</param>
/// <param name="isCall">Whether it is a call of a controller; otherwise it is one of a topic.</param>
/// <param name="begun">When it was sent.</param>
internal sealed class Sending(Note note, string sender, bool isCall, long begun)
{
    public Note Note => note;

    public string Sender => sender;

    public bool IsCall => isCall;

    public long Begun => begun;

    /// <summary>When its outcome came; never, as long as there is none.</summary>
    public long Ended { get; private set; } = long.MaxValue;

    /// <summary>With what it failed; null if it did not, or has no outcome.</summary>
    public PeerRpcException? Failure { get; private set; }

    /// <summary>Whether the broker has it for sure.</summary>
    public bool IsTaken => Ended != long.MaxValue && Failure is null;

    /// <summary>Whether the broker does not have it for sure.</summary>
    public bool IsRefused => Failure is { Executed: Executed.No };

    public void End(long moment, PeerRpcException? failure)
    {
        Ended = moment;
        Failure = failure;
    }

    public override string ToString() =>
        $"{sender}'s {(isCall ? "call" : "message")} {note.Process}.{note.Number} to {note.Group} at {begun}, "
        + (Ended == long.MaxValue ? "without an outcome" : $"{Failure?.Code.ToString() ?? "taken"} at {Ended}");
}
