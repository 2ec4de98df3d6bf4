global using PeerRpc.Client;
global using PeerRpc.Testing.Simulation;
global using PeerRpc.TestKit.Histories;
