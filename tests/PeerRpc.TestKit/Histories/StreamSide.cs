namespace PeerRpc.TestKit.Histories;

/// <summary>Which end of a stream.</summary>
public enum StreamSide
{
    /// <summary>The one that takes.</summary>
    Reader = 0,

    /// <summary>The one that sends.</summary>
    Producer = 1,
}
