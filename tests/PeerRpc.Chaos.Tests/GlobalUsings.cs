global using PeerRpc.TestKit;
global using PeerRpc.TestKit.Histories;
global using Xunit;
