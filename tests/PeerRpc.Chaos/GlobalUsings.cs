global using PeerRpc.Client;
global using PeerRpc.TestKit;
global using PeerRpc.TestKit.Histories;
