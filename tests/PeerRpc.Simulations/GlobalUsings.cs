global using PeerRpc.Client;
global using PeerRpc.TestKit.Histories;
global using PeerRpc.Testing.Simulation;
