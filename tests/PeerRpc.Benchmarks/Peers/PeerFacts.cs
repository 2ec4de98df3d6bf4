namespace PeerRpc.Benchmarks.Peers;

/// <summary>What a system under comparison was: its figures mean nothing without it.</summary>
/// <param name="System">Its name.</param>
/// <param name="Version">Of the broker, and of the clients where they differ.</param>
/// <param name="Runtime">What its processes run on.</param>
/// <param name="Transport">What both hops run over.</param>
/// <param name="Payload">How the text is written.</param>
/// <param name="Settings">What differs from its defaults.</param>
internal sealed record PeerFacts(
    string System, string Version, string Runtime, string Transport, string Payload, string Settings);
