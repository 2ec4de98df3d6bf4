namespace PeerRpc.Testing.Simulation.Network;

/// <summary>Which of a node's traffic something befalls.</summary>
[Flags]
public enum TrafficDirection
{
    /// <summary>What the node sends.</summary>
    FromNode = 1,

    /// <summary>What is sent to the node.</summary>
    ToNode = 2,

    /// <summary>Everything.</summary>
    Both = FromNode | ToNode,
}
