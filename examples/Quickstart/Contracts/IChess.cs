using PeerRpc;

namespace Quickstart.Contracts;

/// <summary>A contract that nobody here serves.</summary>
[PeerController("/chess")]
public interface IChess
{
    /// <summary>Moves a piece.</summary>
    Task Move(string from, string to);
}
