namespace FileShare.Commands;

/// <summary>What the commands that transfer files have in common.</summary>
/// <param name="Broker">The broker's address.</param>
/// <param name="Peer">The other side.</param>
/// <param name="Overwrite">Whether files may be replaced without asking.</param>
/// <param name="Parallel">How many files are transferred at the same time.</param>
internal sealed record TransferSettings(Uri Broker, string Peer, bool Overwrite, int Parallel);
